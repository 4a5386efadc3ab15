/** An order of the demo shop with all that is known of it, and the forms its statements have. Pure. */
import { chance } from "@edgemart/demo-pictures/drawing/geometry";
import type { Priced } from "../../workers/order/src/core/price.ts";
import type { SeedOrder } from "../seed/order-story.ts";
import { seedId } from "./seed-id.ts";

/** A statement at a moment, epoch milliseconds; `expects` is the field of its answer and the word that must be in it. */
export interface TimedStatement {
  at: number;
  text: string;
  values: readonly unknown[];
  expects?: readonly [field: string, word: string];
}

/** Who bought, as an order keeps it. */
export interface SeedOrderer {
  memberId: string | null;
  name: string;
  email: string;
  emailNorm: string;
  locale: "ko" | "en";
}

/** A line with what catalog says of it, ready for `orders.place`. */
export interface SeedLine {
  line: number;
  sku: string;
  product_id: string;
  title_ko: string;
  title_en: string;
  options: { ko: string; en: string }[];
  picture_id: string | null;
  unit_minor: number;
  quantity: number;
  discount_minor: number;
}

/** An order, and all that was looked up and computed for it. */
export interface SeedPurchase {
  order: SeedOrder;
  orderer: SeedOrderer;
  lines: readonly SeedLine[];
  priced: Priced;
  /** Id of the administrator who packs and receives. */
  staffId: string;
}

/** The time of day zero in ids of the demo data. */
export const EPOCH = "2026-01-01T00:00:00.000Z";
/** Milliseconds of a minute. */
export const MINUTE = 60_000;
/** Milliseconds of a day. */
export const DAY = 86_400_000;
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Ids of an order's rows: the same on every machine. */
export function purchaseIds(name: string) {
  const id = (kind: "order" | "hold" | "payment") => seedId(kind, EPOCH, `demo order ${name}`);
  return { orderId: id("order"), holdId: id("hold"), paymentId: id("payment") };
}

/** The number of an order: the same on every machine. */
export function purchaseNumber(name: string): string {
  const random = chance(`demo order ${name}`);
  const signs = Array.from({ length: 10 }, () => SIGNS[Math.floor(random() * 32)]).join("");
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`;
}

/** What the gateway calls things of an order's payment. */
export function gatewayNames(name: string) {
  const letters = seedId("payment", EPOCH, `demo order ${name}`).slice(-16).toUpperCase();
  const random = chance(`demo account ${name}`);
  const digits = Array.from({ length: 13 }, () => Math.floor(random() * 10)).join("");
  return {
    paymentKey: `tlocal_DEMO${letters}`,
    /** Of the movement that cancels. */
    back: `txrd_DEMOBACK${letters}`,
    secret: `ps_DEMO${letters}`,
    /** As at the local gateway: a number that no money can reach. */
    accountNumber: `X${digits}`,
  };
}

/** Calls a function; objects go as JSON. */
export function call(
  at: number,
  name: string,
  values: readonly unknown[],
  expects?: TimedStatement["expects"],
): TimedStatement {
  const args = values.map((_, place) => `$${place + 1}`).join(", ");
  const bound = values.map((each) =>
    typeof each === "object" && each !== null ? JSON.stringify(each) : each,
  );
  const text = `SELECT to_jsonb(${name}(${args})) AS answer`;
  return { at, text, values: bound, ...(expects && { expects }) };
}

/** Moves an order by one version, with its event. @param changes columns by name */
export function move(
  { name }: SeedOrder,
  at: number,
  event: string,
  actor: "shopper" | "saga",
  changes: object,
  about: object = {},
): TimedStatement {
  const values = [purchaseIds(name).orderId, changes, event, actor, about];
  return call(at, "pg_temp.seed_move", values);
}

/** Writes a moment as RFC 3339. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
