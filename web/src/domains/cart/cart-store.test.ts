import { afterEach, describe, expect, test, vi } from "vitest";
import { createCartStore } from "./cart-store.ts";
import type { CartLineView, CartView } from "./shown-cart.ts";

const line = (sku: string, quantity: number): CartLineView => ({
  ...{ sku, quantity, title: sku, brand: "", options: "", href: null, picture: null },
  ...{ unitMinor: 1000, compareMinor: null, seenMinor: 1000, availableMax: 99 },
});
const cart = (...lines: CartLineView[]): CartView => ({ lines, currency: "KRW", away: false });

/** Answers each request only when told to. */
function heldServer() {
  const waiting: { body: URLSearchParams; answer(view: CartView | null): Promise<void> }[] = [];
  const ask = ((_path: string, init: RequestInit) =>
    new Promise<Response>((resolve) => {
      waiting.push({
        body: init.body as URLSearchParams,
        async answer(view) {
          resolve(
            view
              ? Response.json({ cart: view, problem: null })
              : new Response(null, { status: 503 }),
          );
          await vi.waitFor(() => undefined);
          for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
        },
      });
    })) as typeof fetch;
  return { ask, waiting };
}

vi.stubGlobal("document", { cookie: "" });
afterEach(() => Object.assign(document, { cookie: "" }));

describe("storefront 27: cart: store", () => {
  test("a quantity is shown at once and taken back when the server does not agree", async () => {
    const { ask, waiting } = heldServer();
    const store = createCartStore(ask);
    store.getState().adopt(cart(line("A", 1), line("B", 2)));
    store.getState().set("A", 5, "ko");
    expect([store.getState().count, store.getState().view?.lines[0]?.quantity]).toEqual([7, 5]);
    await waiting[0]?.answer(null);
    await vi.waitFor(() => expect(store.getState().isBusy).toBe(false));
    expect(store.getState()).toMatchObject({ count: 3, problem: "failed" });
    expect(store.getState().view?.lines[0]?.quantity).toBe(1);
  });

  test("of many quantities asked for while one is under way, only the last is sent, and one at a time", async () => {
    const { ask, waiting } = heldServer();
    const store = createCartStore(ask);
    store.getState().adopt(cart(line("A", 1)));
    for (const quantity of [2, 3, 4, 5]) store.getState().set("A", quantity, "ko");
    expect(waiting).toHaveLength(1);
    await waiting[0]?.answer(cart(line("A", 2)));
    await vi.waitFor(() => expect(waiting).toHaveLength(2));
    expect(store.getState().view?.lines[0]?.quantity).toBe(5);
    expect(waiting[1]?.body.get("quantity")).toBe("5");
    await waiting[1]?.answer(cart(line("A", 5)));
    await vi.waitFor(() => expect(store.getState().isBusy).toBe(false));
    expect([waiting.length, store.getState().count]).toEqual([2, 5]);
  });

  test("the count is the cookie's until the cart is known, and again after another tab has written", () => {
    Object.assign(document, { cookie: "x=y; __Host-cart=3~A:2:1000~B:1:5" });
    const store = createCartStore(heldServer().ask);
    store.getState().recount();
    expect(store.getState()).toMatchObject({ count: 3, view: null });
    store.getState().adopt(cart(line("A", 2), line("B", 1)));
    Object.assign(document, { cookie: "__Host-cart=4~A:9:1000" });
    store.getState().recount();
    expect(store.getState()).toMatchObject({ count: 9, view: null });
  });
});
