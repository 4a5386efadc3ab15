/** Moves stock once per key, and says why it could not be moved. */
import { STOCK_MAX, type StockMovementInput } from "@edgemart/contracts/catalog-stock";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { AdminDeps, StockMove, Write } from "../ports/administration.ts";

/** Why stock was not moved. */
export type MoveError =
  | "idempotency_key_reused"
  | "not_found"
  | "stock_changed"
  | "stock_insufficient"
  | "temporarily_unavailable";

/**
 * Moves stock of one SKU.
 *
 * @returns the movement and the level now · `not_found` · `stock_changed` when another level than `seenOnHand` is
 *          there · `stock_insufficient` (its `detail` says how much can go) ·
 *          `idempotency_key_reused` · `temporarily_unavailable` when others were faster again and again
 */
export async function moveStock(
  deps: AdminDeps,
  sku: string,
  input: StockMovementInput,
  write: Write,
  tries = 5,
): Promise<Result<StockMove, MoveError>> {
  const moved = await deps.stock.move(sku, input, write);
  if (moved !== "lost") return ok(moved);
  const before = await deps.recall(write.key);
  if (before && !before.sameInput) return err("idempotency_key_reused");
  if (before?.madeId) {
    const earlier = await deps.stock.moved(before.madeId);
    // The Worker that moved it may have died before the caches were notified.
    return earlier ? ok({ moved: earlier, isShown: true }) : err("not_found");
  }
  const level = (await deps.stock.history(sku, 1, null))?.stock;
  if (!level) return err("not_found");
  if (input.seenOnHand !== undefined && input.seenOnHand !== level.onHand) {
    return err("stock_changed", { detail: `${level.onHand} of ${sku} are there now.` });
  }
  const after = level.onHand + input.delta;
  // It goes by now: another movement came in between.
  if (after >= level.reserved && after <= STOCK_MAX) {
    if (tries > 1) return moveStock(deps, sku, input, write, tries - 1);
    return err("temporarily_unavailable", { retryAfterSeconds: 1 });
  }
  const free = level.onHand - level.reserved;
  const detail =
    input.delta < 0 ? `${free} of ${sku} can go.` : "So much stock is not counted here.";
  return err("stock_insufficient", { detail });
}
