/** A guest's order made by the API, and the cookie that lets a browser see it. */
import { api, freshEmail } from "@edgemart/testkit/system";
import type { BrowserContext } from "playwright-core";

const ORDER = {
  items: [{ sku: "DAL-0001-MOSS", quantity: 1 }],
  shippingAddress: {
    ...{ recipient: "김민아", phone: "010-1234-5678", country: "KR" },
    ...{ postcode: "04524", line1: "서울특별시 중구 세종대로 110" },
  },
};

/** Places an order and gives its right to this browser. @returns the order's id */
export async function placedIn(context: BrowserContext): Promise<string> {
  const contact = { name: "김민아", email: freshEmail(), phone: "010-1234-5678" };
  const answer = await api("/api/orders", { json: { ...ORDER, contact } });
  if (answer.status !== 201) throw new Error(`no order was made: ${await answer.text()}`);
  const { id, token } = (await answer.json()) as { id: string; token: string };
  await context.addCookies([
    {
      ...{ name: "__Host-Http-orders", value: `${id}:${token}`, domain: "localhost", path: "/" },
      ...{ secure: true, httpOnly: true, sameSite: "Lax" as const },
    },
  ]);
  return id;
}
