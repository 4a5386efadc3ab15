/** The place of a row in a list that is newest first, as the text of a cursor: the one spelling of every Worker. */
import { z } from "zod";
import { Timestamp } from "./time.ts";

/** Sort key of a page's last row. */
export interface Position {
  createdAt: string;
  id: string;
}

/** Ids of ours and of queues; what PostgreSQL cannot hold is no id. */
const PrintableId = z.string().regex(/^[\x21-\x7e]{1,80}$/);

/** Spells a position. */
export function positionText({ createdAt, id }: Position): string {
  return JSON.stringify([createdAt, id]);
}

/**
 * Makes the reader of a list's positions: null for what `positionText` did not write.
 *
 * @param Id of the list's rows; any printable one where they are of several kinds
 */
export function positionReader(
  Id: z.ZodType<string> = PrintableId,
): (text: string) => Position | null {
  const Place = z.tuple([Timestamp, Id]);
  return (text) => {
    try {
      const parsed = Place.safeParse(JSON.parse(text));
      return parsed.success ? { createdAt: parsed.data[0], id: parsed.data[1] } : null;
    } catch {
      return null; // not JSON: a wrong cursor like any other
    }
  };
}
