/** The sort key of a list as the text of a cursor. Pure. */
import { Timestamp } from "@edgemart/contracts/time";
import { z } from "zod";

/** Sort key of a list's last row. */
export interface Position {
  createdAt: string;
  id: string;
}

/** Ids of ours and of queues are printable ASCII; what PostgreSQL cannot hold is no id. */
const PositionTuple = z.tuple([Timestamp, z.string().regex(/^[\x21-\x7e]{1,80}$/)]);

/** Spells a position. */
export function positionText({ createdAt, id }: Position): string {
  return JSON.stringify([createdAt, id]);
}

/** Reads a position; null for what `positionText` did not write. */
export function readPosition(text: string): Position | null {
  try {
    const [createdAt, id] = PositionTuple.parse(JSON.parse(text));
    return { createdAt, id };
  } catch {
    return null; // not ours: a wrong cursor like any other
  }
}
