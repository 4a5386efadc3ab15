/** What the platform would record of requests: a one-time link's secret is in no line and no span of ours. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Constellation } from "../../tools/constellation.ts";
import { raiseTemporary } from "../raise-temporary.ts";

const SHOP = "https://shop.test";
const MARK = "recorded ";
/** Says each event but the onset: the address there is the platform's, which leaves the query out as configured. */
const RECORDER = `export default {
  tailStream(onset) {
    const { info } = onset.event;
    const host = info?.type === "fetch" ? new URL(info.url).host : null;
    return ({ event }) => console.log("${MARK}" + JSON.stringify({ host, event }));
  },
};`;

interface Recorded {
  /** Which door was asked; null for what came by RPC or by the clock. */
  host: string | null;
  event: { type: string };
}

/** What a span says arrives after its answer; a busy machine needs a while. */
const WITHIN = { timeout: 30_000 };

let up: Constellation;
const lines: string[] = [];

beforeAll(async () => {
  up = await raiseTemporary("telemetry", {
    recorder: {
      name: "recorder",
      modules: [{ type: "ESModule", path: "recorder.js", contents: RECORDER }],
      compatibilityDate: "2026-10-20",
      compatibilityFlags: ["streaming_tail_worker", "experimental"],
    },
    vars: { web: { SHOP_ORIGIN: SHOP } },
    log: (line) => lines.push(line),
    onFatal: (reason) => lines.push(reason),
  });
});
afterAll(() => up?.stop());

function recorded(): Recorded[] {
  return lines.flatMap((line) => {
    const at = line.indexOf(MARK);
    return at < 0 ? [] : [JSON.parse(line.slice(at + MARK.length)) as Recorded];
  });
}

describe("operations 4", () => {
  test("a reset link through every door leaves its secret in no line and no span", async () => {
    const token = randomBytes(32).toString("base64url");
    const sinceLine = lines.length;
    const doors = [up.urls.web, up.urls.api, up.urls.cdn];
    const answers = await Promise.all(
      doors.map((door) => fetch(`${door}/en/reset?token=${token}`, { redirect: "manual" })),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 404, 404]);

    // The secret used, as the page behind the link does: through web, gateway and auth.
    const form = new URLSearchParams({ password: "a long phrase nobody guesses" });
    const used = await fetch(`${up.urls.web}/api/session/reset`, {
      method: "POST",
      body: form,
      redirect: "manual",
      headers: {
        origin: SHOP,
        "sec-fetch-site": "same-origin",
        cookie: answers[0]?.headers.getSetCookie().join("; ") ?? "",
      },
    });
    expect(used.status).toBe(303);
    await Promise.all([...answers, used].map((answer) => answer.body?.cancel()));

    await vi.waitFor(() => {
      const ended = recorded().filter(({ event }) => event.type === "outcome");
      const hosts = ended.map(({ host }) => host);
      for (const door of doors) expect(hosts).toContain(new URL(door).host);
    }, WITHIN);
    expect(recorded().some(({ event }) => event.type === "log")).toBe(true);
    for (const line of lines.slice(sinceLine)) expect(line).not.toContain(token);
  });
});

describe("operations 5", () => {
  test.each([
    [
      "edgemart-web",
      ["/en", "/en/cart", "/en/nothing", "/api/me", "/health", "/icon.svg", "/sw.js"],
    ],
    [
      "edgemart-gateway",
      ["/health", "/api/products", "/api/home?lang=en", "/api/members/me", "/x"],
    ],
    ["edgemart-image-resizer", ["/health", "/x", "/?url=x", "/info"]],
  ])("%s says HSTS for a year and for this host alone, on every answer", async (name, paths) => {
    const door = await up.miniflare.getWorker(name);
    // Twice: the second answer may come from a cache.
    for (const path of [...paths, ...paths]) {
      const answer = await door.fetch(`https://door.test${path}`, { redirect: "manual" });
      await answer.body?.cancel();
      expect([path, answer.headers.get("strict-transport-security")]).toEqual([
        path,
        "max-age=31536000",
      ]);
    }
  });

  test("a door says nothing of it over http (RFC 6797 §7.2)", async () => {
    const { headers } = await fetch(`${up.urls.api}/health`);
    expect(headers.get("strict-transport-security")).toBeNull();
  });
});
