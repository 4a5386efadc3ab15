/** The shop's terms of delivery and its coupons, in PostgreSQL. */
import { Currency } from "@edgemart/contracts/money";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { ShopTerms } from "../ports/deps.ts";

const Name = z.object({ ko: z.string(), en: z.string() });
const TermsRow = z.object({
  methods: z.array(
    z.object({
      id: z.string(),
      name: Name,
      currency: Currency,
      feeMinor: z.int(),
      freeFromMinor: z.int().nullable(),
      remoteMinor: z.int(),
    }),
  ),
  isRemote: z.boolean(),
  coupon: z
    .object({
      code: z.string(),
      name: Name,
      kind: z.enum(["percent", "amount"]),
      value: z.int(),
      currency: Currency,
      discountMaxMinor: z.int().nullable(),
      minimumMinor: z.int(),
      isForMembers: z.boolean(),
      isOn: z.boolean(),
      isUsedUp: z.boolean(),
      version: z.int(),
    })
    .nullable(),
});

/** Reads what decides a price besides catalog's prices; one statement. */
export async function postgresTerms(
  db: Database,
  asked: { postcode: string | null; couponCode: string | null },
): Promise<ShopTerms> {
  const [row] = await run(
    db,
    sql`select (
          select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', jsonb_build_object('ko', m.name_ko, 'en', m.name_en),
                   'currency', m.currency, 'feeMinor', m.fee_minor, 'freeFromMinor', m.free_from_minor,
                   'remoteMinor', m.remote_minor) order by m.position, m.id), '[]')
            from orders.shipping_method m where m.active) as methods,
        exists (select from orders.remote_area r
                 where ${asked.postcode}::text between r.postcode_from and r.postcode_to) as "isRemote",
        (select jsonb_build_object('code', c.code, 'name', jsonb_build_object('ko', c.name_ko, 'en', c.name_en),
                  'kind', c.kind, 'value', c.value, 'currency', c.currency, 'discountMaxMinor', c.discount_max_minor,
                  'minimumMinor', c.minimum_minor, 'isForMembers', c.members_only or c.uses_per_member is not null,
                  'isOn', c.active and clock_timestamp() >= coalesce(c.starts_at, '-infinity') and clock_timestamp() < coalesce(c.ends_at, 'infinity'),
                  'isUsedUp', coalesce(c.uses >= c.uses_max, false), 'version', c.version)
           from orders.coupon c where c.code = ${asked.couponCode}) as coupon`,
    TermsRow,
  );
  if (!row) throw new Error("the terms gave no row");
  return { ...row, coupon: asked.couponCode === null ? undefined : row.coupon };
}
