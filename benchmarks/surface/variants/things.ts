/** The four operations that every variant answers: their schemas, and what their handlers do. No store: only the surface is measured. */
import { Cursor, PageLimit } from "@edgemart/contracts/page";
import type { Result } from "@edgemart/contracts/result";
import { err, ok } from "@edgemart/contracts/result";
import { readIfMatch, type VersionMatch } from "@edgemart/worker-kit/version-match";
import { z } from "zod";

export const BODY_BYTES_MAX = 16 * 1024;

export const Params = z.object({ id: z.string().regex(/^thg_[0-9a-z]{8}$/) });
export const ReadQuery = z.object({ lang: z.enum(["ko", "en"]).default("ko") });
export const ListQuery = z.object({ limit: PageLimit, cursor: Cursor });
export const ThingInput = z.strictObject({
  name: z.string().min(1).max(100),
  priceMinor: z.int().min(0).max(1_000_000_000),
  tags: z.array(z.string().min(1).max(30)).max(10),
});
export type ThingInput = z.infer<typeof ThingInput>;
export const Thing = ThingInput.extend({ id: z.string(), version: z.int() });
export type Thing = z.infer<typeof Thing>;
export const ThingPage = z.object({ items: z.array(Thing), nextCursor: z.string().nullable() });

const MUG: Thing = {
  id: "thg_00000001",
  name: "Mug",
  priceMinor: 12_000,
  tags: ["kitchen"],
  version: 3,
};
const MUGS = Array.from({ length: 24 }, (_, at) => ({ ...MUG, version: at + 1 }));

/** Reads one. */
export function readThing(id: string): Result<Thing, "not_found"> {
  return id === MUG.id ? ok(MUG) : err("not_found");
}

/** Reads a page. */
export function listThings({ limit }: z.infer<typeof ListQuery>): z.infer<typeof ThingPage> {
  return { items: MUGS.slice(0, limit), nextCursor: null };
}

/** Makes one. */
export function createThing(input: ThingInput, key: string | null): Thing {
  return { ...input, id: "thg_00000002", version: key === null ? 1 : 2 };
}

/** Replaces one on the version that `If-Match` names. */
export function replaceThing(
  input: ThingInput,
  ifMatch: string | undefined,
): Result<Thing, "precondition_required" | "precondition_failed"> {
  const match = readIfMatch(ifMatch);
  if (match === null) return err("precondition_required");
  const changed = replaceOn(input, match);
  return changed ? ok(changed) : err("precondition_failed");
}

/** Replaces one; null when none of the versions is the present one. */
export function replaceOn(input: ThingInput, match: VersionMatch): Thing | null {
  if (match !== "any" && !match.includes(MUG.version)) return null;
  return { ...input, id: MUG.id, version: MUG.version + 1 };
}
