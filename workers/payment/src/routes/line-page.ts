/** One page of a member's movements, for any reader. */
import type { PointHistoryQuery } from "@edgemart/contracts/points";
import { ok } from "@edgemart/contracts/result";
import { keysetPage, readCursor, writeCursor } from "@edgemart/worker-kit/keyset";
import type { z } from "zod";
import { pointLine, readPlace } from "../core/point-line.ts";
import type { LinesAsked } from "../ports/points.ts";

/**
 * Reads a page, newest first.
 *
 * @param read gives at most `limit` lines
 * @returns `invalid_query` for a cursor that no page gave
 */
export async function linePage<Line extends { id: string; seq: number }>(
  memberId: string,
  { type, cursor, limit }: z.output<typeof PointHistoryQuery>,
  read: (asked: LinesAsked) => Promise<Line[]>,
) {
  const before = readCursor(cursor, readPlace);
  if (!before.ok) return before;
  const found = await read({
    memberId,
    type: type ?? null,
    before: before.value,
    limit: limit + 1,
  });
  const page = keysetPage(found, limit, (last) => writeCursor(String(last.seq)));
  return ok({ ...page, items: page.items.map((line) => pointLine(line)) });
}
