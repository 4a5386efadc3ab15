/** The shop's terms of delivery and its coupons, in PostgreSQL, and as they were read last. */
import { Currency } from "@edgemart/contracts/money";
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { CouponTerms } from "../core/coupon.ts";
import type { ShopTerms } from "../core/price.ts";
import type { TermsAsked } from "../ports/deps.ts";

const Name = z.object({ ko: z.string(), en: z.string() });
const TermsRow = z.object({
  terms: z.object({
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
  }),
  areas: z.array(z.tuple([z.string(), z.string()])),
  isOwnLimitReached: z.boolean(),
});

/** What was read last of a database: enough to know the terms of any postcode, and of the coupons that were asked for. */
interface LastRead {
  methods: ShopTerms["methods"];
  /** Remote postcodes, from and to. */
  areas: [from: string, to: string][];
  coupons: Map<string, CouponTerms>;
}

const lastReads = new WeakMap<Database, LastRead>();
/** More areas than this are not kept in memory. */
const AREAS_MAX = 1_000;
const COUPONS_MAX = 100;

/** Reads what decides a price besides catalog's prices; one statement. */
export async function postgresTerms(db: Database, asked: TermsAsked): Promise<ShopTerms> {
  const { postcode, couponCode, memberId = null } = asked;
  const [row] = await run(
    db,
    sql`select orders.terms(${postcode}::text, ${couponCode}::text) as terms, (
          select coalesce(jsonb_agg(jsonb_build_array(r.postcode_from, r.postcode_to)), '[]')
            from (select * from orders.remote_area limit ${AREAS_MAX + 1}::int) as r) as areas, exists (
          select from orders.coupon c join orders.coupon_principal p on p.code = c.code and p.uses >= c.uses_per_member
           where c.code = ${couponCode}::text and p.principal = ${memberId}::text) as "isOwnLimitReached"`,
    TermsRow,
  );
  if (!row) throw new Error("the terms gave no row");
  keep(db, asked, row);
  const { terms, isOwnLimitReached } = row;
  return { ...terms, coupon: couponCode === null ? undefined : terms.coupon, isOwnLimitReached };
}

function keep(db: Database, { couponCode }: TermsAsked, row: z.output<typeof TermsRow>): void {
  if (row.areas.length > AREAS_MAX) return;
  const { methods, coupon } = row.terms;
  const coupons = lastReads.get(db)?.coupons ?? new Map<string, CouponTerms>();
  if (coupons.size >= COUPONS_MAX) coupons.clear();
  if (couponCode !== null) {
    if (coupon) coupons.set(couponCode, coupon);
    else coupons.delete(couponCode);
  }
  lastReads.set(db, { methods, areas: row.areas, coupons });
}

/**
 * Gives the terms as they were read last, without a statement. They may be old: `orders.place` compares them.
 *
 * @returns null when they, or the coupon asked for, were not read yet
 */
export function lastTerms(db: Database, { postcode, couponCode }: TermsAsked): ShopTerms | null {
  const read = lastReads.get(db);
  const coupon = couponCode === null ? undefined : read?.coupons.get(couponCode);
  if (!read || postcode === null || (couponCode !== null && !coupon)) return null;
  const isRemote = read.areas.some(([from, to]) => from <= postcode && postcode <= to);
  return { methods: read.methods, isRemote, coupon };
}
