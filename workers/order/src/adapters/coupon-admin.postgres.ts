/** Coupons as staff keep them, in PostgreSQL. */

import { AdminCoupon } from "@edgemart/contracts/order-terms";
import type { Database } from "@edgemart/postgres/client";
import { outcomeOf } from "@edgemart/postgres/keyed-effect";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { fields, Time } from "../core/fields.ts";
import type { CouponAdmin } from "../ports/terms.ts";
import { effectsOf, isUnused, patched, SUBJECT } from "./acts.ts";

const COUPONS_MAX = 500;

const Row = z.object({
  coupon: z
    .preprocess(
      fields,
      z.looseObject({
        nameKo: z.string(),
        nameEn: z.string(),
        startsAt: Time.nullable(),
        endsAt: Time.nullable(),
        createdAt: Time,
        updatedAt: Time,
      }),
    )
    .transform(({ nameKo, nameEn, ...rest }) => ({ ...rest, name: { ko: nameKo, en: nameEn } }))
    .pipe(AdminCoupon),
});

/** Keeps coupons. */
export function postgresCoupons(db: Database, requestId: string): CouponAdmin {
  const read = async (where: SQL, limit: number): Promise<AdminCoupon[]> => {
    const rows = await run(
      db,
      sql`select to_jsonb(c) as coupon from orders.coupon c where ${where}
           order by c.created_at desc, c.code limit ${limit}`,
      Row,
    );
    return rows.map(({ coupon }) => coupon);
  };
  return {
    list: () => read(sql`true`, COUPONS_MAX),
    find: async (code) => (await read(sql`c.code = ${code}`, 1))[0] ?? null,
    insert: (input, who) =>
      outcomeOf(
        db,
        sql`with done as (
            insert into orders.coupon (code, name_ko, name_en, kind, value, currency, discount_max_minor, minimum_minor,
                starts_at, ends_at, uses_max, uses_per_member, members_only, active)
            select ${input.code}, ${input.name.ko}, ${input.name.en}, ${input.kind}, ${input.value}, ${input.currency},
                   ${input.discountMaxMinor}, ${input.minimumMinor}, ${input.startsAt}::timestamptz, ${input.endsAt}::timestamptz,
                   ${input.usesMax}, ${input.usesPerMember}, ${input.membersOnly}, ${input.active}
             where ${isUnused(who.key)} returning code as id
          ), ${effectsOf(who, requestId, SUBJECT)} select id from done`,
      ),
    update: (code, version, patch, who) =>
      outcomeOf(
        db,
        sql`with done as (
            update orders.coupon c
               set name_ko = ${patched(patch.name?.ko, "c.name_ko", "text")},
                   name_en = ${patched(patch.name?.en, "c.name_en", "text")},
                   minimum_minor = ${patched(patch.minimumMinor, "c.minimum_minor", "bigint")},
                   starts_at = ${patched(patch.startsAt, "c.starts_at", "timestamptz")},
                   ends_at = ${patched(patch.endsAt, "c.ends_at", "timestamptz")},
                   uses_max = ${patched(patch.usesMax, "c.uses_max", "int")},
                   uses_per_member = ${patched(patch.usesPerMember, "c.uses_per_member", "int")},
                   members_only = ${patched(patch.membersOnly, "c.members_only", "boolean")},
                   active = ${patched(patch.active, "c.active", "boolean")},
                   version = c.version + 1, updated_at = clock_timestamp()
             where c.code = ${code} and c.version = ${version} and ${isUnused(who.key)} returning c.code as id
          ), ${effectsOf(who, requestId, SUBJECT)} select id from done`,
      ),
  };
}
