/** A guest who is buying: a cart, an order to be paid and a paid one, and the cookies that let a browser see them. */
import { randomUUID } from "node:crypto";
import type { Browser } from "playwright-core";
import { shopAtGateway } from "../../tools/local/payment-gateway/shopper.ts";

const ITEMS = [{ sku: "DAL-0001-MILK", quantity: 1 }];

/** Addresses that the pages are asked at. */
export interface Where {
  web: string;
  api: string;
}

/** The orders whose pages are looked at. */
export interface Bought {
  unpaid: string;
  paid: string;
}

/** Buys, and gives the browser's own context the right to see it. Made anew, an unpaid order lives for 15 minutes. */
export async function buy(where: Where, browser: Browser): Promise<Bought> {
  const [unpaid, paid] = [await placed(where), await placed(where)];
  const headers = { "x-order-token": paid.token };
  const payment = await post<{ id: string; next: { url: string } }>(
    `${where.api}/api/payments`,
    { orderId: paid.id },
    headers,
  );
  const { paymentKey, orderId, amount } = await shopAtGateway(payment.next.url);
  const proof = { paymentKey, orderId, amount: Number(amount) };
  await post(`${where.api}/api/payments/${payment.id}/verify`, proof, headers);
  const orders = [unpaid, paid].map(({ id, token }) => `${id}:${token}`).join("~");
  await letSee(browser, [
    { name: "__Host-cart", value: await cartOf(where.web), httpOnly: false },
    { name: "__Host-Http-orders", value: orders, httpOnly: true },
  ]);
  return { unpaid: unpaid.id, paid: paid.id };
}

/** Lighthouse opens its pages in the browser's own context, which no page of ours has. */
async function letSee(
  browser: Browser,
  cookies: { name: string; value: string; httpOnly: boolean }[],
): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const where = { domain: "localhost", path: "/", secure: true, sameSite: "Lax" as const };
  await session.send("Storage.setCookies", {
    cookies: cookies.map((each) => ({ ...each, ...where })),
  });
  await session.detach();
}

function placed({ api }: Where): Promise<{ id: string; token: string }> {
  return post(`${api}/api/orders`, {
    items: ITEMS,
    contact: { name: "김민아", email: `${randomUUID()}@example.com`, phone: "010-1234-5678" },
    shippingAddress: {
      ...{ recipient: "김민아", phone: "010-1234-5678", country: "KR" },
      ...{ postcode: "04524", line1: "서울특별시 중구 세종대로 110" },
    },
  });
}

/** Puts a thing into a cart as the form does. @returns the cookie's value */
async function cartOf(web: string): Promise<string> {
  const answer = await fetch(`${web}/api/cart`, {
    method: "POST",
    headers: { "sec-fetch-site": "same-origin", "x-bff": "1" },
    body: new URLSearchParams({ do: "add", sku: ITEMS[0]?.sku ?? "", quantity: "1", lang: "ko" }),
  });
  const cookie = answer.headers.getSetCookie().find((each) => each.startsWith("__Host-cart="));
  const value = /^__Host-cart=([^;]*)/.exec(cookie ?? "")?.[1];
  if (value === undefined) throw new Error(`the cart answered ${answer.status}, no cookie`);
  return value;
}

async function post<T>(url: string, body: unknown, more: object = {}): Promise<T> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...more },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as T;
}
