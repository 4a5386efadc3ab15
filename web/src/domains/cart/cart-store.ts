/** The cart in the browser: what the server confirmed, with what was asked since laid over it. A factory, never module state. */
import { createStore } from "zustand/vanilla";
import type { CartAnswer } from "./answer-cart.ts";
import { askCart } from "./ask-cart.ts";
import { cartText, linesIn } from "./browser-cart.ts";
import type { CartChange, CartProblem } from "./cart-change.ts";
import { changeForm } from "./cart-form.ts";
import {
  type CartView,
  type RemovedLine,
  withCopy,
  withLine,
  withNames,
  withQuantity,
} from "./shown-cart.ts";

/** `failed`: there was no answer, and the cart is as it was. */
export type ShownProblem = CartProblem | "failed";

/** What the browser knows of its cart, and what can be done to it. */
export interface CartState {
  /** Things in the cart, from the cookie until the cart itself is known. */
  count: number;
  view: CartView | null;
  problem: ShownProblem | null;
  /** What is under way: SKUs of lines, `add`, `accept`, `load`. */
  underWay: ReadonlySet<string>;
  isOpen: boolean;
  /** What was removed and can be put back, the last one last. */
  removed: readonly RemovedLine[];
  /** @param isFresh what is known was answered just now */
  open(isFresh?: boolean): void;
  close(): void;
  /**
   * Compares with the browser's copy, which another tab or a form may have changed.
   *
   * @param isBack someone came back to this tab: a cart in sight is asked for again, for another device may have changed it
   */
  sync(isBack?: boolean): void;
  /** The cart's page is in sight: takes the cart it was rendered with, when that is still the cart that is. */
  receive(view: CartView): void;
  /** The cart's page is out of sight. */
  leave(): void;
  load(): Promise<void>;
  /** Puts a product's form in; gives why nothing was added, null when something was. */
  add(form: URLSearchParams): Promise<ShownProblem | null>;
  /** Shown at once, taken back when the server does not agree. Quantity 0 removes. */
  set(sku: string, quantity: number): void;
  /** Puts the line back that was removed last. */
  restore(): void;
  /** Agrees to the prices that are shown. */
  accept(): Promise<void>;
}

/** One line's quantity, asked for and not yet confirmed. */
interface Wish {
  quantity: number;
  /** What the shopper saw when asking. */
  saw: number;
  /** The line is put back, not changed. */
  back?: RemovedLine;
}

/** @param ask sends one request at a time, of all tabs; another one in tests */
export function createCartStore(ask: typeof askCart = askCart) {
  /** What the server said last. */
  let confirmed: CartView | null = null;
  /** In the order they are sent. */
  const wished = new Map<string, Wish>();
  let inFlight: Wish | null = null;
  let isSending = false;
  /** Requests under way: their answers change the browser's copy, which is then no one else's change. */
  let asking = 0;
  let isOnPage = false;
  /** The copy that was asked about last: cookies may be refused, and asking again would not end. */
  let askedAbout: string | null = null;

  return createStore<CartState>()((set, get) => {
    const shown = () =>
      confirmed &&
      [...wished].reduce((view, [sku, { quantity, back }]) => {
        return withQuantity(back ? withLine(view, back) : view, sku, quantity);
      }, confirmed);
    const show = (more: Partial<CartState> = {}) => {
      const view = shown();
      set({ view, count: quantityOf(view?.lines ?? linesIn(cartText())), ...more });
    };
    const isUnderWay = (what: string, is: boolean) => {
      const underWay = new Set(get().underWay);
      if (is) underWay.add(what);
      else underWay.delete(what);
      set({ underWay });
    };
    const asked = async (...[formOf]: Parameters<typeof ask>) => {
      asking += 1;
      const answer = await ask(formOf);
      asking -= 1;
      return answer;
    };
    const settle = (answer: CartAnswer | null, problem = answer?.problem ?? null) => {
      if (answer) {
        confirmed = withNames(answer.cart, confirmed);
        // Cookies are taken here: the same text met again was written by someone else.
        if (confirmed.stamp === cartText()) askedAbout = null;
      }
      show({ problem: answer ? problem : "failed" });
    };
    const during = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      isUnderWay(what, true);
      const done = await work();
      isUnderWay(what, false);
      get().sync();
      return done;
    };
    const takeBack = (sku: string) => {
      wished.delete(sku);
      set({ removed: get().removed.filter(({ line }) => line.sku !== sku) });
    };
    const sendWishes = async () => {
      if (isSending) return;
      isSending = true;
      for (let next = wished.entries().next(); !next.done; next = wished.entries().next()) {
        const [sku] = next.value;
        await asked(() => {
          inFlight = wished.get(sku) ?? null;
          return inFlight && changeForm(changeOf(sku, inFlight));
        }).then((answer) => {
          const sent = inFlight;
          inFlight = null;
          const isRefused = !answer || answer.problem === "changed" || answer.problem === "full";
          if (isRefused) takeBack(sku);
          else if (wished.get(sku) === sent) wished.delete(sku);
          settle(answer);
          if (!wished.has(sku)) isUnderWay(sku, false);
        });
      }
      isSending = false;
      // Another tab may have changed it in the meantime.
      get().sync();
    };
    const wish = (sku: string, wanted: Wish) => {
      const waiting = wished.get(sku);
      // What is not sent yet is asked once; what is on its way will have been done.
      const isSent = waiting !== undefined && waiting === inFlight;
      const saw = isSent ? waiting.quantity : (waiting?.saw ?? wanted.saw);
      const back = wanted.back ?? (isSent ? undefined : waiting?.back);
      wished.set(sku, { quantity: wanted.quantity, saw, ...(back && { back }) });
      isUnderWay(sku, true);
      show({ problem: null });
      void sendWishes();
    };
    return {
      count: 0,
      view: null,
      problem: null,
      underWay: new Set(),
      isOpen: false,
      removed: [],
      open(isFresh = false) {
        set({ isOpen: true });
        if (!isFresh) void get().load();
      },
      close: () => set({ isOpen: false, problem: null, removed: [] }),
      sync(isBack = false) {
        const isShown = isBack && (isOnPage || get().isOpen);
        const text = cartText();
        if (!confirmed) return show();
        const isOther = text !== confirmed.stamp && text !== askedAbout;
        if (asking > 0 || isSending) return;
        if (isOther) {
          askedAbout = text;
          confirmed = withCopy(confirmed, linesIn(text));
          show({ count: quantityOf(linesIn(text)) });
        }
        if ((isOther || isShown) && !get().underWay.has("load")) void get().load();
      },
      leave() {
        isOnPage = false;
      },
      receive(view) {
        isOnPage = true;
        if (!confirmed && view.stamp === cartText()) {
          confirmed = view;
          return show();
        }
        // The router kept it from before, or the browser's copy is an old one: the cart that is must be asked for.
        confirmed ??= view;
        show();
        void get().load();
      },
      load: () =>
        during("load", async () => {
          const { problem } = get();
          // What was said of the last change is still so.
          settle(await asked(() => null), problem === "failed" ? null : problem);
        }),
      add: (form) =>
        during("add", async () => {
          const answer = await asked(() => form);
          settle(answer);
          if (!answer) return "failed";
          return answer.problem === "limited" ? null : answer.problem;
        }),
      set(sku, quantity) {
        const at = get().view?.lines.findIndex((line) => line.sku === sku) ?? -1;
        const line = get().view?.lines[at];
        if (!line) return;
        if (quantity < 1) set({ removed: [...get().removed, { line, at }] });
        wish(sku, { quantity, saw: line.quantity });
      },
      restore() {
        const back = get().removed.at(-1);
        if (!back) return;
        set({ removed: get().removed.slice(0, -1) });
        wish(back.line.sku, { quantity: back.line.quantity, saw: 0, back });
      },
      accept: () =>
        during("accept", async () => {
          const lines = get().view?.lines ?? [];
          const seen = new Map(
            lines.flatMap(({ sku, unitMinor }) => (unitMinor === null ? [] : [[sku, unitMinor]])),
          );
          settle(await asked(() => changeForm({ kind: "accept", seen })));
        }),
    };
  });
}
/** The store that `createCartStore` makes. */
export type CartStore = ReturnType<typeof createCartStore>;

function changeOf(sku: string, { quantity, saw, back }: Wish): CartChange {
  if (!back) return { kind: "set", sku, quantity, saw };
  const line = { sku, quantity, priceSeenMinor: back.line.seenMinor };
  return { kind: "restore", line, at: back.at };
}

function quantityOf(lines: readonly { quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0);
}
