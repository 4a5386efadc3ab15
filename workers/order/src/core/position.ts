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
  const parsed = PositionTuple.safeParse(jsonOf(text));
  return parsed.success ? { placedAt: parsed.data[0], id: parsed.data[1] } : null;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not JSON: a wrong cursor like any other
  }
}
