/** An order as it is written: what the caller sent, with the prices of now. Pure. */
import type { OrderInput } from "@edgemart/contracts/order";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { QuotedLine } from "@edgemart/contracts/stock-hold";
import type { Priced } from "./price.ts";

/** Columns of `sales_order` that placing fills. */
export interface PlacedOrderRow {
  id: string;
  number: string;
  member_id: string | null;
  email: string;
  email_norm: string;
  orderer_name: string;
  orderer_phone: string | null;
  locale: string;
  currency: string;
  items_minor: number;
  discount_minor: number;
  shipping_minor: number;
  total_minor: number;
  shipping_method: string;
  recipient: string;
  phone: string | null;
  country: string;
  postcode: string;
  line1: string;
  line2: string | null;
  memo: string;
  client_digest: string;
  hold_id: string;
}

/** Columns of `order_line` that placing fills. */
export interface PlacedLine {
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

/** Who orders. */
export interface Orderer {
  name: string;
  email: string;
  phone: string | null;
}

/** Where it goes. */
export type Destination = Pick<
  PlacedOrderRow,
  "recipient" | "phone" | "country" | "postcode" | "line1" | "line2"
>;

/**
 * Reads the address of an order; the source system's form goes to the orderer.
 *
 * @returns `shipping_unavailable` for another country than Korea
 */
export function destinationOf(
  address: OrderInput["shippingAddress"],
  orderer: Orderer,
): Result<Destination> {
  if ("street" in address) {
    const { street, city, zipCode } = address;
    const { name: recipient, phone } = orderer;
    const line1 = `${city} ${street}`;
    return ok({ recipient, phone, country: "KR", postcode: zipCode, line1, line2: null });
  }
  if (address.country !== "KR" || address.postcode === null) return err("shipping_unavailable");
  const { recipient, phone, country, postcode, line1, line2 } = address;
  return ok({ recipient, phone, country, postcode, line1, line2 });
}

type PricedQuote = Extract<QuotedLine, { kind: "priced" }>;

/** Makes the lines of an order. @param quoted priced ones, each with its quantity */
export function placedLines(
  quoted: readonly { line: PricedQuote; quantity: number }[],
  { discounts }: Priced,
): PlacedLine[] {
  return quoted.map(({ line, quantity }, index) => ({
    line: index + 1,
    sku: line.sku,
    product_id: line.productId,
    title_ko: line.title.ko,
    title_en: line.title.en,
    options: line.options,
    picture_id: line.pictureId,
    unit_minor: line.unit.amountMinor,
    quantity,
    discount_minor: discounts[index] ?? 0,
  }));
}
