/** Where a page of payments that came to an end goes on. Pure. */
import { z } from "zod";

const Place = z.object({
  at: z.iso.datetime({ offset: true, local: true }),
  id: z.string().max(64),
});

/** Reads a place; null for what is none. */
export function readSettledPlace(text: string): z.infer<typeof Place> | null {
  try {
    const parsed = Place.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null; // not JSON: a wrong cursor like any other
  }
}
