/** The cart in the browser: what the server confirmed, with what was asked since laid over it. A factory, never module state. */
import { createStore } from "zustand/vanilla";
import type { CartAnswer } from "./answer-cart.ts";
import { readCartCookie } from "./cart-cookie.ts";
import type { CartProblem } from "./change-cart.ts";
import { type CartView, withQuantity } from "./shown-cart.ts";

/** `failed`: nobody answered, and the cart is as it was. */
export type ShownProblem = CartProblem | "failed";

export interface CartState {
  /** Things in the cart, from the cookie until the cart itself is known. */
  count: number;
  view: CartView | null;
  problem: ShownProblem | null;
  /** Counts finished additions, so that each is announced. */
  additions: number;
  isBusy: boolean;
  isOpen: boolean;
  open(): void;
  close(): void;
  /** Reads the cookie again: another tab may have written it. */
  recount(): void;
  /** Takes a cart the server rendered. */
  adopt(view: CartView): void;
  load(lang: string): Promise<void>;
  /** Puts a product's form in; true when something was added. */
  add(form: URLSearchParams): Promise<boolean>;
  /** Shown at once, taken back when the server does not agree. Quantity 0 removes. */
  set(sku: string, quantity: number, lang: string): void;
  /** Agrees to the prices of now. */
  accept(lang: string): Promise<void>;
}

const WAIT_MS = 12_000;

/** @param ask sends one request; another one in tests */
export function createCartStore(ask: typeof fetch = (...request) => fetch(...request)) {
  /** What the server said last. */
  let confirmed: CartView | null = null;
  /** Quantities asked for and not yet confirmed, in the order they are sent. */
  const wished = new Map<string, number>();
  let isSending = false;

  return createStore<CartState>()((set, get) => {
    const show = () => {
      const view =
        confirmed && [...wished].reduce((seen, [sku, n]) => withQuantity(seen, sku, n), confirmed);
      set({ view, count: view ? quantityOf(view) : countInCookie() });
    };
    const send = async (init: RequestInit, query = ""): Promise<CartAnswer | null> => {
      try {
        const headers = { accept: "application/json", "x-bff": "1" };
        const signal = AbortSignal.timeout(WAIT_MS);
        const response = await ask(`/api/cart${query}`, { ...init, headers, signal });
        // Our own route answers `CartAnswer`.
        return response.ok ? ((await response.json()) as CartAnswer) : null;
      } catch {
        // Offline or away: what was wished is taken back and said.
        return null;
      }
    };
    const settle = (answer: CartAnswer | null) => {
      if (answer) confirmed = answer.cart;
      set({ problem: answer ? answer.problem : "failed" });
      show();
    };
    /** One request at a time: the cookie of one answer is the state the next one changes. */
    const sendWishes = async (lang: string) => {
      if (isSending) return;
      isSending = true;
      set({ isBusy: true });
      for (let next = wished.entries().next(); !next.done; next = wished.entries().next()) {
        const [sku, quantity] = next.value;
        const body = new URLSearchParams({ do: "set", sku, quantity: String(quantity), lang });
        const answer = await send({ method: "POST", body });
        // Asked for something else in the meantime: that is sent next.
        if (wished.get(sku) === quantity || !answer) wished.delete(sku);
        settle(answer);
      }
      isSending = false;
      set({ isBusy: false });
    };
    return {
      count: 0,
      view: null,
      problem: null,
      additions: 0,
      isBusy: false,
      isOpen: false,
      open: () => set({ isOpen: true }),
      close: () => set({ isOpen: false, problem: null }),
      recount() {
        if (!confirmed || countInCookie() === quantityOf(confirmed)) return show();
        // Another tab changed it: what is known is old.
        confirmed = null;
        show();
      },
      adopt(view) {
        confirmed = view;
        show();
      },
      async load(lang) {
        set({ isBusy: true });
        settle(await send({}, `?lang=${lang}`));
        set({ isBusy: false });
      },
      async add(form) {
        set({ isBusy: true });
        const answer = await send({ method: "POST", body: form });
        settle(answer);
        const isAdded =
          answer !== null && (answer.problem === null || answer.problem === "limited");
        set({ isBusy: false, additions: get().additions + (isAdded ? 1 : 0) });
        return isAdded;
      },
      set(sku, quantity, lang) {
        wished.set(sku, quantity);
        set({ problem: null });
        show();
        void sendWishes(lang);
      },
      async accept(lang) {
        set({ isBusy: true });
        settle(await send({ method: "POST", body: new URLSearchParams({ do: "accept", lang }) }));
        set({ isBusy: false });
      },
    };
  });
}
export type CartStore = ReturnType<typeof createCartStore>;

function quantityOf(view: CartView): number {
  return view.lines.reduce((sum, line) => sum + line.quantity, 0);
}

/** Both names of the cookie: a page does not know which one this browser takes. */
function countInCookie(): number {
  const text = document.cookie;
  const carts = ["__Host-cart", "cart"].map((name) => readCartCookie(text, name).lines);
  const lines = carts.find((each) => each.length > 0) ?? [];
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
