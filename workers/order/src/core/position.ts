/** The sort key of a list of orders as the text of a cursor. Pure. */
import { OrderId } from "@edgemart/contracts/ids";
import { Timestamp } from "@edgemart/contracts/time";
import { z } from "zod";

/** Sort key of a list's last row. */
export interface Position {
  placedAt: string;
  id: string;
}

const PositionTuple = z.tuple([Timestamp, OrderId]);

/** Spells a position. */
export function positionText({ placedAt, id }: Position): string {
  return JSON.stringify([placedAt, id]);
}

/** Reads a position; null for what `positionText` did not write. */
export function readPosition(text: string): Position | null {
  try {
    const parsed = PositionTuple.safeParse(JSON.parse(text));
    return parsed.success ? { placedAt: parsed.data[0], id: parsed.data[1] } : null;
  } catch {
    return null; // not JSON: a wrong cursor like any other
  }
}
