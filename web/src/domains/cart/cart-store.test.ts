import { beforeEach, describe, expect, test, vi } from "vitest";
import type { CartAnswer } from "./answer-cart.ts";
import { createCartStore } from "./cart-store.ts";
import type { CartLineView, CartView } from "./shown-cart.ts";

const line = (sku: string, quantity: number): CartLineView => ({
  ...{ sku, quantity, title: sku, brand: "", options: "", href: null, picture: null },
  ...{ unitMinor: 1000, compareMinor: null, seenMinor: 1000, availableMax: 99 },
});
const stampOf = (lines: CartLineView[]) =>
  lines.map(({ sku, quantity }) => `~${sku}:${quantity}:1000`).join("");
const cart = (...lines: CartLineView[]): CartView => ({
  ...{ lines, currency: "KRW", away: false, stamp: stampOf(lines) },
});
/** The browser's copy is of this cart. */
const copyIs = ({ stamp }: CartView) => Object.assign(document, { cookie: `__Host-cart=${stamp}` });

/** Answers each request only when it is let, one after the other as the browser's lock has it. */
function heldServer() {
  const waiting: {
    body: URLSearchParams | null;
    answer(view: CartView | null, problem?: CartAnswer["problem"]): Promise<void>;
  }[] = [];
  const ask: Parameters<typeof createCartStore>[0] = (formOf) =>
    new Promise((resolve) => {
      waiting.push({
        body: formOf(),
        async answer(view, problem = null) {
          if (view) copyIs(view);
          resolve(view && { cart: view, problem });
          for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
        },
      });
    });
  return { ask, waiting };
}

function started(view: CartView) {
  copyIs(view);
  const { ask, waiting } = heldServer();
  const store = createCartStore(ask);
  store.getState().receive(view);
  return { state: () => store.getState(), waiting };
}
const shown = ({ view }: { view: CartView | null }) =>
  view?.lines.map(({ sku, quantity }) => `${sku}${quantity}`).join(" ");

// Taken back after each test by `unstubGlobals`.
beforeEach(() => void vi.stubGlobal("document", { cookie: "" }));

describe("storefront 27: cart: store", () => {
  test("a quantity is shown at once and taken back when nobody answers", async () => {
    const { state, waiting } = started(cart(line("A", 1), line("B", 2)));
    state().set("A", 5);
    expect([state().count, shown(state()), [...state().underWay]]).toEqual([7, "A5 B2", ["A"]]);
    await waiting[0]?.answer(null);
    expect(state()).toMatchObject({ count: 3, problem: "failed", underWay: new Set() });
    expect(shown(state())).toBe("A1 B2");
  });

  test("of many quantities asked for while one is under way, only the last is sent, one at a time, each with what was seen", async () => {
    const { state, waiting } = started(cart(line("A", 1)));
    for (const quantity of [2, 3, 4, 5]) state().set("A", quantity);
    expect(waiting).toHaveLength(1);
    await waiting[0]?.answer(cart(line("A", 2)));
    expect(waiting).toHaveLength(2);
    expect(shown(state())).toBe("A5");
    expect(waiting.map(({ body }) => [body?.get("saw"), body?.get("quantity")])).toEqual([
      ["1", "2"],
      ["2", "5"],
    ]);
    await waiting[1]?.answer(cart(line("A", 5)));
    expect([waiting.length, state().count, state().underWay.size]).toEqual([2, 5, 0]);
  });

  test("the count is the cookie's until the cart is known", () => {
    Object.assign(document, { cookie: "x=y; __Host-cart=3~A:2:1000~B:1:5" });
    const store = createCartStore(heldServer().ask);
    store.getState().sync();
    expect(store.getState()).toMatchObject({ count: 3, view: null });
  });

  test("A2: a cart that was rendered before is not taken for the cart that is", async () => {
    const old = cart(line("A", 1), line("B", 2));
    const { state, waiting } = started(old);
    state().set("A", 0);
    await waiting[0]?.answer(cart(line("B", 2)));
    state().receive(old);
    expect([shown(state()), state().count]).toEqual(["B2", 2]);
    await waiting[1]?.answer(cart(line("B", 2)));
    expect(waiting).toHaveLength(2);
  });

  test("A3: what another tab wrote is shown at once and asked for once, also where the cookie is refused", async () => {
    const { state, waiting } = started(cart(line("A", 2), line("B", 1)));
    copyIs(cart(line("A", 5), line("C", 1)));
    state().sync();
    state().sync();
    expect([shown(state()), state().count, waiting.length]).toEqual(["A5", 6, 1]);
    await waiting[0]?.answer(cart(line("A", 5), line("C", 1)));
    expect(shown(state())).toBe("A5 C1");
    Object.assign(document, { cookie: "" });
    state().sync();
    const given = waiting[1]?.answer(cart(line("A", 5)));
    Object.assign(document, { cookie: "" });
    await given;
    state().sync();
    expect(waiting).toHaveLength(2);
  });

  test("A3: a cart that another tab comes back to is seen like any other, however often", async () => {
    const [one, two] = [cart(line("A", 1)), cart(line("A", 5))];
    const { state, waiting } = started(one);
    for (let turn = 0; turn < 3; turn += 1) {
      copyIs(two);
      state().sync();
      await waiting.at(-1)?.answer(two);
      expect([turn, shown(state()), state().count]).toEqual([turn, "A5", 5]);
      state().set("A", 1);
      await waiting.at(-1)?.answer(one);
    }
    expect(waiting).toHaveLength(6);
  });

  test("A3: what another tab wrote while an answer was on its way is not taken for that answer", async () => {
    const { state, waiting } = started(cart(line("A", 1)));
    void state().load();
    const answered = waiting[0]?.answer(cart(line("A", 1)));
    copyIs(cart(line("A", 7)));
    await answered;
    expect([shown(state()), waiting.length]).toEqual(["A7", 2]);
    await waiting[1]?.answer(cart(line("A", 7)));
    expect(waiting).toHaveLength(2);
  });

  test("A3: a change that met another cart is dropped with all that followed it, and said", async () => {
    const { state, waiting } = started(cart(line("A", 2)));
    state().set("A", 3);
    state().set("A", 4);
    await waiting[0]?.answer(cart(line("A", 9)), "changed");
    expect([shown(state()), state().problem, waiting.length]).toEqual(["A9", "changed", 1]);
  });

  test("B21: a line that vanishes while it is looked at keeps its name, whatever nobody knows any more", async () => {
    const { state, waiting } = started(cart(line("A", 1)));
    const nameless = { title: null, options: "A", unitMinor: null, availableMax: 0 };
    void state().load();
    await waiting[0]?.answer(cart({ ...line("A", 1), ...nameless }));
    expect(state().view?.lines[0]).toMatchObject({ title: "A", options: "", unitMinor: null });
  });

  test("A5: what was removed comes back to its place, before the removal is answered too", async () => {
    const all = cart(line("A", 1), line("B", 4), line("C", 2));
    const { state, waiting } = started(all);
    state().set("B", 0);
    state().restore();
    expect(shown(state())).toBe("A1 B4 C2");
    await waiting[0]?.answer(cart(line("A", 1), line("C", 2)));
    expect(shown(state())).toBe("A1 B4 C2");
    expect(Object.fromEntries(waiting[1]?.body ?? [])).toEqual({
      ...{ do: "restore", line: "B:4:1000", at: "1" },
    });
    await waiting[1]?.answer(all);
    expect([shown(state()), state().removed.length, waiting.length]).toEqual(["A1 B4 C2", 0, 2]);
  });

  test("A5: a removal nobody answered leaves nothing to put back", async () => {
    const { state, waiting } = started(cart(line("A", 1)));
    state().set("A", 0);
    expect(state().removed).toHaveLength(1);
    await waiting[0]?.answer(null);
    expect([shown(state()), state().removed.length]).toEqual(["A1", 0]);
  });
});
