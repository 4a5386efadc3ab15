/** Keyed effects of member: each names the member it was done to. */
import { keyedEffects } from "@edgemart/postgres/keyed-effect";
import { keyedEffect } from "../../db/schema.ts";

export { attempt } from "@edgemart/postgres/keyed-effect";
export const { isUnused, claim, recall } = keyedEffects(keyedEffect, "member_id");
