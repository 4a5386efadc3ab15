/** A shopper without a browser: goes through the payment page as its forms do, for tests and proofs. */
import type { TestCardOutcome } from "@edgemart/contracts/test-cards";
import { TEST_CARDS } from "@edgemart/contracts/test-cards";
import type { GatewayMethod } from "./record.ts";

/** What the shopper does on the page. */
export interface ShopperChoice {
  outcome?: "pay" | "decline" | "cancel";
  method?: GatewayMethod;
  card?: TestCardOutcome;
}

/** Where the shopper was sent: `paymentKey`, `orderId`, `amount` after paying; `code`, `message` otherwise. */
export type SentBack = { url: URL } & Record<string, string | URL | undefined>;

/**
 * Opens a page's address, chooses, and gives where the shopper is sent.
 *
 * @param address of the page, as the shop's `next.url` gives it
 * @throws when the page does not open, or is not open any more
 */
export async function shopAtGateway(
  address: string,
  choice: ShopperChoice = {},
): Promise<SentBack> {
  const opened = await fetch(address, { redirect: "manual" });
  const page = opened.headers.get("location");
  if (opened.status !== 303 || page === null) throw new Error(`the page answered ${opened.status}`);
  const card = TEST_CARDS.find((each) => each.outcome === (choice.card ?? "approved"));
  const form = new URLSearchParams({
    outcome: choice.outcome ?? "pay",
    card: card?.number ?? "",
    ...(choice.method && { method: choice.method }),
  });
  const closed = await fetch(new URL(page, address), {
    method: "POST",
    body: form,
    redirect: "manual",
  });
  const back = closed.headers.get("location");
  if (closed.status !== 303 || back === null)
    throw new Error(`the choice answered ${closed.status}`);
  const url = new URL(back);
  return { ...Object.fromEntries(url.searchParams), url };
}

/** What a payment is for, as the shop puts it into the page's address. */
export interface PageOrder {
  orderId: string;
  amount: number;
  orderName?: string;
  currency?: string;
  method?: GatewayMethod | undefined;
}

/** Makes the address of a payment page. */
export function pageAddress(
  gateway: { url: string; keys: { clientKey: string } },
  order: PageOrder,
  shop = "http://localhost:3000",
): string {
  const url = new URL("/checkout", gateway.url);
  const query = {
    clientKey: gateway.keys.clientKey,
    orderName: "Linen shirt and 2 more",
    successUrl: `${shop}/return`,
    failUrl: `${shop}/return`,
    ...order,
    amount: String(order.amount),
  };
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url.href;
}
