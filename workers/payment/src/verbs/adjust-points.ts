/** Gives or takes points once per key, and says why it could not. */
import type { AdjustInput, PointEntry } from "@edgemart/contracts/points";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { pointLine } from "../core/point-line.ts";
import type { PointReads, PointWrites, Write } from "../ports/points.ts";

/** What an adjustment works with. */
export interface AdjustDeps {
  pointReads: PointReads;
  points: PointWrites;
  /** Days that given points live. */
  grantedDays: number;
  /** Tells whether there is such a member now. */
  isMember(memberId: string): Promise<boolean>;
}

/** Why an adjustment was not made. */
type AdjustRefusal =
  | "idempotency_key_reused"
  | "not_found"
  | "points_insufficient"
  | "temporarily_unavailable";

/**
 * Adjusts a member's points by hand.
 *
 * @returns the line of the history · `not_found`: no such member · `points_insufficient`: less is available ·
 *          `idempotency_key_reused` · `temporarily_unavailable`: the same key is being used at this moment
 */
export async function adjustPoints(
  deps: AdjustDeps,
  input: AdjustInput,
  write: Write,
): Promise<Result<PointEntry, AdjustRefusal>> {
  const earlier = await replayed(deps, write);
  if (earlier) return earlier;
  if (!(await deps.isMember(input.memberId))) return err("not_found");
  const done = await deps.points.adjust(input, write, deps.grantedDays);
  if (done === "insufficient") {
    const { available } = await deps.pointReads.of(input.memberId);
    return err("points_insufficient", { detail: `${available} points can be taken.` });
  }
  if (done !== "lost") return lineOf(deps, done.transferId);
  return (await replayed(deps, write)) ?? err("temporarily_unavailable", { retryAfterSeconds: 1 });
}

async function replayed(
  deps: AdjustDeps,
  { key }: Write,
): Promise<Result<PointEntry, AdjustRefusal> | null> {
  const before = await deps.points.recall(key);
  if (!before) return null;
  if (!before.sameInput || before.madeId === null) return err("idempotency_key_reused");
  return lineOf(deps, before.madeId);
}

async function lineOf(
  { pointReads }: AdjustDeps,
  id: string,
): Promise<Result<PointEntry, AdjustRefusal>> {
  const line = await pointReads.entry(id);
  return line ? ok(pointLine(line)) : err("not_found");
}
