/** Loads the demo orders: each is lived through by the functions that real orders are written by, and then dated back. */
import { normalizeEmail } from "@edgemart/contracts/email";
import type { Currency } from "@edgemart/contracts/money";
import type pg from "pg";
import type { CouponTerms } from "../../workers/order/src/core/coupon.ts";
import { priceOf } from "../../workers/order/src/core/price.ts";
import type { ShippingTerms } from "../../workers/order/src/core/shipping.ts";
import { withAdmin } from "../admin-client.ts";
import type { PaymentRecord } from "../local/payment-gateway/record.ts";
import { products } from "../seed/catalog.ts";
import { members } from "../seed/members.ts";
import { coupons, grants } from "../seed/offers.ts";
import type { SeedBuyer, SeedCoupon, SeedOrder } from "../seed/order-story.ts";
import { orders } from "../seed/orders.ts";
import { GATEWAY_ROWS, type GatewayRow, gatewayRecord } from "./gateway-records.ts";
import { loadNotices } from "./notices.ts";
import {
  call,
  DAY,
  gatewayNames,
  purchaseIds,
  type SeedOrderer,
  type SeedPurchase,
  type TimedStatement,
} from "./purchase.ts";
import { purchaseActs } from "./purchase-acts.ts";
import { PURCHASE_FUNCTIONS } from "./purchase-functions.ts";

/** Who buys and who packs, and where the gateway's side is kept. */
export interface PurchaseOptions {
  /** The owner's connection string; a superuser's, because times are moved back. */
  adminUrl: string;
  /** Address of the demo member. */
  member: string;
  /** Address of the demo administrator. */
  admin: string;
  /** Keeps what the payment gateway knows of the past. */
  remember(records: readonly PaymentRecord[]): Promise<void>;
}

interface Facts {
  /** Someone has sold, bought, counted or offered something. */
  isWorked: boolean;
  people: { id: string; email: string; name: string; locale: "ko" | "en" }[];
  offers: { sku: string; product_id: string; price: number; picture_id: string | null }[];
  methods: ShippingTerms[];
}

const FACTS = `
SELECT EXISTS (SELECT FROM orders.sales_order) OR EXISTS (SELECT FROM orders.coupon) OR EXISTS (SELECT FROM payment.payment)
         OR EXISTS (SELECT FROM catalog.stock_movement WHERE principal <> 'seed') AS "isWorked",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'email', m.email_norm, 'name', m.name, 'locale', m.locale)), '[]')
          FROM member.member m WHERE m.email_norm = ANY ($1) AND m.deleted_at IS NULL) AS people,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('sku', v.sku, 'product_id', v.product_id, 'price', v.price_minor,
                 'picture_id', (SELECT x.picture_id FROM catalog.product_media x WHERE x.product_id = v.product_id
                                 ORDER BY x.position LIMIT 1))), '[]')
          FROM catalog.variant v JOIN catalog.product p ON p.id = v.product_id AND p.status = 'active' WHERE v.sku = ANY ($2)) AS offers,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', jsonb_build_object('ko', s.name_ko, 'en', s.name_en),
                 'currency', s.currency, 'feeMinor', s.fee_minor, 'freeFromMinor', s.free_from_minor, 'remoteMinor', s.remote_minor)), '[]')
          FROM orders.shipping_method s WHERE s.active) AS methods`;

/**
 * Loads coupons, points and orders into a shop in which no one has worked yet: all of them or nothing.
 *
 * @returns how many orders are new; null when the shop is left as it is
 */
export function loadPurchases(options: PurchaseOptions): Promise<{ orders: number } | null> {
  return withAdmin(options.adminUrl, async (client) => {
    await client.query("BEGIN");
    const purchases = await read(client, options);
    if (purchases === null) {
      await client.query("ROLLBACK");
      return null;
    }
    const now = Date.now();
    await client.query(PURCHASE_FUNCTIONS);
    await begin(client, purchases, now);
    await live(client, purchases, now);
    await client.query(
      `INSERT INTO orders.step (subject, order_id, version, name, due_at)
       SELECT id, id, version, 'look', clock_timestamp() + interval '10 minutes' FROM orders.sales_order
        WHERE state = 'AWAITING_DEPOSIT' AND id IN (SELECT id FROM seeded)`,
    );
    const memberId = demoMember(purchases);
    if (memberId) await loadNotices(client, memberId);
    const ids = new Map(orders.map(({ name }) => [purchaseIds(name).paymentId, name]));
    const { rows } = await client.query<GatewayRow>(GATEWAY_ROWS, [[...ids.keys()]]);
    const records = rows.map((row) =>
      gatewayRecord(row, gatewayNames(ids.get(row.id) ?? "").secret),
    );
    // The gateway first: money that only we knew of would look lost.
    await options.remember(records);
    await client.query("COMMIT");
    return { orders: purchases.length };
  });
}

async function read(client: pg.Client, options: PurchaseOptions): Promise<SeedPurchase[] | null> {
  const skus = orders.flatMap(({ items }) => items.map(({ sku }) => sku));
  const known = [options.member, options.admin, ...orders.flatMap((each) => addressOf(each.buyer))];
  const { rows } = await client.query<Facts>(FACTS, [known.map(normalized), skus]);
  const facts = rows[0];
  if (!facts || facts.isWorked) return null;
  const staff = facts.people.find(({ email }) => email === normalized(options.admin));
  const purchases = orders.map((order) =>
    staff ? purchaseOf(order, facts, options, staff.id) : null,
  );
  return purchases.every((each) => each !== null) ? purchases : null;
}

/** Null where a product, a price or a member is not as in the demo data. */
function purchaseOf(
  order: SeedOrder,
  { offers, methods, people }: Facts,
  { member }: PurchaseOptions,
  staffId: string,
): SeedPurchase | null {
  const orderer = ordererOf(order.buyer, people, member);
  const lines = order.items.map(({ sku, quantity }) => {
    const product = products.find((each) => each.variants.some((variant) => variant.sku === sku));
    const variant = product?.variants.find((each) => each.sku === sku);
    const offer = offers.find((each) => each.sku === sku);
    if (!product || !variant || offer?.price !== variant.priceMinor) return null;
    const options = product.options.flatMap(({ values }, place) =>
      values.filter(({ key }) => key === variant.optionValues[place]).map(({ label }) => label),
    );
    return { sku, quantity, product, offer, options };
  });
  if (orderer === null || !lines.every((each) => each !== null)) return null;
  const priced = priceOf(
    lines.map(({ sku, quantity, offer }) => ({
      ...{ sku, quantity, unitMinor: offer.price, currency: "KRW" as const },
    })),
    {
      methods,
      isRemote: false,
      coupon: termsOf(order.coupon),
      memberId: orderer.memberId,
      shippingMethod: undefined,
    },
  );
  if (!priced.ok)
    throw new Error(`the demo order "${order.name}" is refused: ${priced.error.code}`);
  return {
    ...{ order, orderer, staffId, priced: priced.value },
    lines: lines.map(({ sku, quantity, product, offer, options }, place) => ({
      line: place + 1,
      sku,
      product_id: offer.product_id,
      title_ko: product.title.ko,
      title_en: product.title.en,
      options,
      picture_id: offer.picture_id,
      unit_minor: offer.price,
      quantity,
      discount_minor: priced.value.discounts[place] ?? 0,
    })),
  };
}

function ordererOf(buyer: SeedBuyer, people: Facts["people"], member: string): SeedOrderer | null {
  if (typeof buyer === "object" && "guest" in buyer) {
    const { name, email } = buyer.guest;
    return { memberId: null, name, email, emailNorm: normalized(email), locale: "ko" };
  }
  const email = normalized(buyer === "demo" ? member : (addressOf(buyer)[0] ?? ""));
  const known = people.find((each) => each.email === email);
  if (!known) return null;
  return { memberId: known.id, name: known.name, email, emailNorm: email, locale: known.locale };
}

function addressOf(buyer: SeedBuyer): string[] {
  if (typeof buyer !== "object" || !("member" in buyer)) return [];
  return [members[buyer.member]?.email ?? ""];
}

function normalized(email: string): string {
  return normalizeEmail(email) ?? email;
}

function termsOf(code: string | undefined): CouponTerms | undefined {
  const coupon = coupons.find((each) => each.code === code);
  const currency: Currency = "KRW";
  return (
    coupon && {
      ...coupon,
      ...{ currency, isForMembers: coupon.membersOnly, isOn: true, isUsedUp: false, version: 1 },
    }
  );
}

async function begin(client: pg.Client, purchases: readonly SeedPurchase[], now: number) {
  const ids = purchases.flatMap(({ order, orderer }) => [
    ...Object.values(purchaseIds(order.name)),
    ...(orderer.memberId ? [orderer.memberId] : []),
  ]);
  await client.query("INSERT INTO seeded SELECT DISTINCT unnest($1::text[])", [ids]);
  await client.query(
    `INSERT INTO orders.coupon (code, name_ko, name_en, kind, value, currency, discount_max_minor, minimum_minor, starts_at, ends_at,
                                uses_max, members_only, created_at, updated_at)
     SELECT code, name ->> 'ko', name ->> 'en', kind, value, 'KRW', "discountMaxMinor", "minimumMinor", "startsAt", "endsAt",
            "usesMax", "membersOnly", "startsAt", "startsAt"
       FROM jsonb_to_recordset($1) AS r(code text, name jsonb, kind text, value bigint, "discountMaxMinor" bigint, "minimumMinor" bigint,
            "startsAt" timestamptz, "endsAt" timestamptz, "usesMax" int, "membersOnly" boolean)`,
    [JSON.stringify(coupons.map((coupon) => datedCoupon(coupon, now)))],
  );
}

function datedCoupon(coupon: SeedCoupon, now: number) {
  const day = (days: number | null) => (days === null ? null : new Date(now + days * DAY));
  return { ...coupon, startsAt: day(coupon.startsInDays), endsAt: day(coupon.endsInDays) };
}

function demoMember(purchases: readonly SeedPurchase[]): string | null {
  return purchases.find(({ order }) => order.buyer === "demo")?.orderer.memberId ?? null;
}

/** All orders side by side, in the order in which things happened: a member's points are one chain. */
async function live(client: pg.Client, purchases: readonly SeedPurchase[], now: number) {
  const memberId = demoMember(purchases);
  const given = grants.map(({ amount, reason, daysAgo }, place) =>
    call(now - daysAgo * DAY, "payment.points_adjust", [
      ...[`grant:demo-${place + 1}`, memberId, amount, reason, "MANUAL", "demo", 365],
    ]),
  );
  const all = [...given, ...purchases.flatMap((each) => purchaseActs(each, now))];
  const byMoment = Map.groupBy(all, ({ at }) => at);
  for (const [at, statements] of [...byMoment].sort(([a], [b]) => a - b)) {
    for (const statement of statements) await happen(client, statement);
    await client.query("SELECT pg_temp.seed_date($1)", [new Date(at)]);
  }
}

async function happen(client: pg.Client, { text, values, expects }: TimedStatement) {
  const { rows } = await client.query<{ answer?: Record<string, unknown> }>(text, [...values]);
  if (!expects) return;
  const [field, word] = expects;
  const answer = rows[0]?.answer;
  if (answer?.[field] === word) return;
  throw new Error(`the demo data met ${String(answer?.[field])} instead of ${word}: ${text}`);
}
