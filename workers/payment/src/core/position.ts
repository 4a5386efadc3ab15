/** The sort key of a list of payments as the text of a cursor. Pure. */
import { PaymentId } from "@edgemart/contracts/ids";
import { Timestamp } from "@edgemart/contracts/time";
import { z } from "zod";

/** Sort key of a list's last row. */
export interface Position {
  createdAt: string;
  id: string;
}

const PositionTuple = z.tuple([Timestamp, PaymentId]);

/** Spells a position. */
export function positionText({ createdAt, id }: Position): string {
  return JSON.stringify([createdAt, id]);
}

/** Reads a position; null for what `positionText` did not write. */
export function readPosition(text: string): Position | null {
  try {
    const parsed = PositionTuple.safeParse(JSON.parse(text));
    return parsed.success ? { createdAt: parsed.data[0], id: parsed.data[1] } : null;
  } catch {
    return null; // not JSON: a wrong cursor like any other
  }
}
