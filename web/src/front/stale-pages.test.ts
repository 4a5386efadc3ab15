/** Row 6 and 7 at the pages: an old page serves while a new one can't be made, and nothing washes a warm page out. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { WebConfig } from "../env.ts";
import type { Front } from "./front.ts";
import { memoryPageStore } from "./page-store.ts";
import { serve } from "./serve.ts";

const SHOP = "http://localhost:3000";
const PAGES = ["/ko", "/en/products", "/ko/products?q=mug&page=2", "/ko/products/mug", "/en/terms"];
const html = (text: string, status = 200) =>
  new Response(text, { status, headers: { "content-type": "text/html; charset=utf-8" } });
const FAULTS: [string, () => Response][] = [
  ["fails", () => html("broken", 500)],
  ["says outage", () => html('<meta name="edgemart:page" content="outage"/>')],
  ["lacks a part", () => html('<meta name="edgemart:page" content="partial"/>')],
  [
    "throws",
    () => {
      throw new Error("away");
    },
  ],
];

function shop() {
  const later: Promise<unknown>[] = [];
  const state = { generation: "1", parts: "1", renders: 0, page: () => html("<p>good</p>") };
  const front: Front = {
    config: {
      SHOP_ORIGIN: SHOP,
      NEXT_PUBLIC_CDN_DOMAIN: "http://localhost:8001",
      PAYMENT_PAGE_ORIGIN: "http://localhost:54332",
      PAGE_FRESH_SECONDS: 60,
      PAGE_STALE_SECONDS: 600,
      PAGE_STALE_IF_ERROR_SECONDS: 86_400,
      // The parts of the configuration the front reads.
    } as unknown as WebConfig,
    pages: memoryPageStore(4_000_000),
    generation: async () => state.generation,
    async render(_request, hear) {
      state.renders += 1;
      hear?.(state.parts);
      return state.page();
    },
    waitUntil: (work) => void later.push(work),
  };
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await serve(new Request(SHOP + path, init), front);
    return [answer.status, answer.headers.get("x-cache"), await answer.text()];
  };
  /** A write everybody has heard of. */
  const move = () => {
    state.generation = String(Number(state.generation) + 1);
    state.parts = state.generation;
  };
  return { state, ask, move, later };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => vi.useRealTimers());

describe.each(PAGES)("row 6: %s", (path) => {
  test.each(FAULTS)(
    "the old page serves, with its mark, while rendering %s",
    async (_how, fault) => {
      const { state, ask, move, later } = shop();
      expect(await ask(path)).toEqual([200, "MISS", "<p>good</p>"]);
      move();
      state.page = fault;
      for (let times = 0; times < 5; times++) {
        expect(await ask(path)).toEqual([200, "STALE", "<p>good</p>"]);
      }
      expect((await ask(path, { method: "HEAD" })).slice(0, 2)).toEqual([200, "STALE"]);
      await Promise.all(later);
      // What could not be made is not waited for again at once.
      expect(state.renders).toBeLessThan(9);
      state.page = () => html("<p>new</p>");
      vi.setSystemTime(Date.now() + 2_001);
      expect(await ask(path)).toEqual([200, "MISS", "<p>new</p>"]);
      expect(await ask(path)).toEqual([200, "HIT", "<p>new</p>"]);
    },
  );

  test("also when it is past its time, up to the end of its life", async () => {
    const { state, ask } = shop();
    await ask(path);
    state.page = () => html("broken", 500);
    vi.setSystemTime(Date.now() + 661_000);
    expect((await ask(path)).slice(0, 2)).toEqual([200, "STALE"]);
    vi.setSystemTime(Date.now() + 86_400_000);
    await expect(ask(path)).rejects.toThrow();
  });

  test("what is gone does not come back with an outage", async () => {
    const { state, ask, move } = shop();
    await ask(path);
    move();
    state.page = () => html("<p>gone</p>", 404);
    expect((await ask(path)).slice(0, 2)).toEqual([404, "MISS"]);
    state.page = () => html("broken", 500);
    await expect(ask(path)).rejects.toThrow();
  });

  test("a page made of parts that were kept for an outage is no new page", async () => {
    const { state, ask, move } = shop();
    await ask(path);
    move();
    // The gateway gives what it has: of the generation before.
    state.parts = "1";
    state.page = () => html("<p>of old parts</p>");
    expect(await ask(path)).toEqual([200, "STALE", "<p>good</p>"]);
    state.parts = state.generation;
    state.page = () => html("<p>new</p>");
    vi.setSystemTime(Date.now() + 2_001);
    expect(await ask(path)).toEqual([200, "MISS", "<p>new</p>"]);
  });

  test("a page never seen before is shown of old parts, and made anew once they are new", async () => {
    const { state, ask, move } = shop();
    move();
    state.parts = "1";
    expect((await ask(path)).slice(0, 2)).toEqual([200, "MISS"]);
    state.parts = state.generation;
    state.page = () => html("<p>new</p>");
    expect(await ask(path)).toEqual([200, "MISS", "<p>new</p>"]);
  });
});

describe("row 6, 7: the page store", () => {
  test("a renderer that began before a write does not replace what was made after it", async () => {
    const { state, ask, move } = shop();
    let finish = () => {};
    const slow = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { page } = state;
    state.page = () =>
      new Response(
        new ReadableStream({
          async pull(controller) {
            await slow;
            controller.enqueue(new TextEncoder().encode("<p>before</p>"));
            controller.close();
          },
        }),
        { headers: { "content-type": "text/html" } },
      );
    const early = ask("/ko");
    await vi.waitFor(() => expect(state.renders).toBe(1));
    move();
    state.page = page;
    expect(await ask("/ko")).toEqual([200, "MISS", "<p>good</p>"]);
    finish();
    await early;
    expect(await ask("/ko")).toEqual([200, "HIT", "<p>good</p>"]);
  });

  test("10 000 searches leave every warm page where it is, and the example of 120 headers renders once", async () => {
    const { state, ask } = shop();
    state.page = () => html(`<p>${"x".repeat(5_000)}</p>`);
    for (let round = 0; round < 2; round++) for (const path of PAGES) await ask(path);
    const before = state.renders;
    for (let at = 0; at < 120; at++) {
      await ask("/ko", { headers: { "next-url": `/ko/${at}`, "next-router-state-tree": `${at}` } });
    }
    expect(state.renders).toBe(before);
    for (let at = 0; at < 10_000; at++) await ask(`/ko/products?q=flood${at}`);
    for (const path of PAGES) expect((await ask(path)).slice(0, 2)).toEqual([200, "HIT"]);
  }, 120_000);
});
