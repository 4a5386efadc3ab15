/** Keyed effects of member: each names the member it was done to. */
import type { Database } from "@edgemart/postgres/client";
import { keyedEffects } from "@edgemart/postgres/keyed-effect";
import { keyedEffect } from "../../db/schema.ts";
import type { EffectStore } from "../ports.ts";

export { attempt } from "@edgemart/postgres/keyed-effect";

const bound = keyedEffects(keyedEffect, "member_id");
export const { isUnused, claim, recall } = bound;

/** Makes the store that deletes old keyed effects. */
export function postgresEffects(db: Database): EffectStore {
  return { forgetOld: (rowsMax) => bound.forgetOld(db, rowsMax) };
}
