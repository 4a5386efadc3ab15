/** What is left of a deleted member: its row stays, so that trails and orders name the same one, and says nothing any more. @see specs/identity.md 53 */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { member } from "../../db/schema.ts";
import type { EffectStore } from "../ports.ts";

/** Makes the store that empties rows a day after the deletion: until then the farewell is mailed. */
export function postgresDeleted(db: Database): EffectStore {
  return {
    async forgetOld(rowsMax) {
      const [row] = await run(
        db,
        sql`with gone as (
              select id from ${member}
               where deleted_at < now() - interval '1 day' and email <> '' limit ${rowsMax} for update skip locked
            ), emptied as (
              update ${member} m set email = '', email_norm = '', name = '', profile_image = null
                from gone where m.id = gone.id returning 1
            )
            select count(*)::int as emptied from emptied`,
        z.object({ emptied: z.int() }),
      );
      return row?.emptied ?? 0;
    },
  };
}
