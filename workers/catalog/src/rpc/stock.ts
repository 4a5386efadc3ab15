/** The questions of `CatalogStockRpc`: input is parsed here, types vanish between Workers. A wrong input is a bug of the caller and throws. */
import { CartSku } from "@edgemart/contracts/cart";
import { CART_LINES_MAX, CART_QUANTITY_MAX } from "@edgemart/contracts/cart-lines";
import { HoldId, ProductId } from "@edgemart/contracts/ids";
import type { QuotedLine } from "@edgemart/contracts/stock-hold";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { z } from "zod";
import { quotedLine } from "../core/quoted-line.ts";
import type { Deps } from "../ports/deps.ts";
import type { Done } from "../ports/stock-holds.ts";
import { answerThenTell } from "../verbs/tell-caches.ts";

/** What a question of stock needs: the stores, and a way to go on after the answer. */
export interface StockCall {
  deps: Pick<Deps, "holds" | "generations">;
  requestId: string;
  /** `waitUntil`. */
  after(work: Promise<void>): void;
}

const HOLDS_MAX = 100;
const TTL_SECONDS_MAX = 7 * 86_400;

const Lines = z
  .array(z.object({ sku: CartSku, quantity: z.int().min(1).max(CART_QUANTITY_MAX) }))
  .min(1)
  .max(CART_LINES_MAX)
  .refine((lines) => new Set(lines.map(({ sku }) => sku)).size === lines.length);
const ttlSeconds = z.int().min(1).max(TTL_SECONDS_MAX);
const reference = z.string().min(1).max(80);
const OneHold = z.object({ holdId: HoldId });
const Attempt = OneHold.extend({ attempt: z.int().min(1).max(1_000) });
const Unpin = Attempt.extend({ ttlSeconds });
const Hold = OneHold.extend({ lines: Lines, ttlSeconds, reference, replaces: HoldId.optional() });
const Restock = OneHold.extend({ restockId: reference, lines: Lines });
const Holds = z.object({ holdIds: z.array(HoldId).max(HOLDS_MAX) });
const Quote = z.object({
  items: z
    .array(z.union([z.object({ sku: CartSku }), z.object({ productId: ProductId })]))
    .max(CART_LINES_MAX),
});

/** Tells what SKUs and products are now: price, texts, availability. */
export async function quote(input: unknown, { deps }: StockCall): Promise<QuotedLine[]> {
  const rows = await deps.holds.quote(Quote.parse(input).items);
  return rows.map(quotedLine);
}

/** Promises all lines or none. */
export async function hold(input: unknown, call: StockCall) {
  const { holdId, lines, ttlSeconds, reference, replaces = null } = Hold.parse(input);
  return told(call, call.deps.holds.hold(holdId, lines, ttlSeconds, reference, replaces));
}

/** Takes away a hold's end. */
export async function pin(input: unknown, call: StockCall) {
  return told(call, call.deps.holds.pin(Attempt.parse(input)));
}

/** Gives a hold an end again. */
export async function unpin(input: unknown, call: StockCall) {
  const { ttlSeconds, ...which } = Unpin.parse(input);
  return told(call, call.deps.holds.unpin(which, ttlSeconds));
}

/** Sells what is pinned. */
export async function commit(input: unknown, call: StockCall) {
  return told(call, call.deps.holds.commit(OneHold.parse(input).holdId));
}

/** Gives a hold up. */
export async function release(input: unknown, call: StockCall) {
  return told(call, call.deps.holds.release(OneHold.parse(input).holdId));
}

/** Puts sold goods back. */
export async function restock(input: unknown, call: StockCall) {
  const { restockId, holdId, lines } = Restock.parse(input);
  return told(call, call.deps.holds.restock(restockId, holdId, lines));
}

/** Tells the states of holds. */
export async function statesOf(input: unknown, { deps }: StockCall) {
  return deps.holds.statesOf(Holds.parse(input).holdIds);
}

/** Tells what happened to holds. */
export async function timeline(input: unknown, { deps }: StockCall) {
  return deps.holds.timeline(Holds.parse(input).holdIds);
}

function told<T>({ deps, requestId, after }: StockCall, verb: Promise<Done<T>>): Promise<T> {
  return answerThenTell(verb, deps.generations.begin, after, (thrown) =>
    log("error", "catalog.generation_untold", { requestId, reason: reasonOf(thrown) }),
  );
}
