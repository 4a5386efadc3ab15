/** Valid calls of orders: each has an order of its own, of something that the demo shop has enough of. */
import { TEST_CARDS } from "@edgemart/contracts/test-cards";
import { api } from "../system.ts";
import type { BuildCall, Setup } from "./setup.ts";

/** Where orders of tests go. */
export const ORDER_ADDRESS = {
  recipient: "Mina Kim",
  phone: "010-1234-5678",
  country: "KR",
  postcode: "04524",
  line1: "Sejong-daero 110",
} as const;

/** Makes an order's body with one unit of something that is in stock. */
export async function orderBody(setup: Setup) {
  const { items } = await setup.ask<{ items: { slug: string }[] }>(
    "/api/products?inStock=true&limit=1",
  );
  const product = await setup.ask<{ variants: { sku: string }[] }>(
    `/api/products/${items[0]?.slug}`,
  );
  const sku = product.variants[0]?.sku ?? "";
  return {
    items: [{ sku, quantity: 1 }],
    contact: { name: "Mina Kim", email: "mina@example.com", phone: null },
    shippingAddress: ORDER_ADDRESS,
  };
}

interface Opened {
  id: string;
  cardAmount: unknown;
  next: { url: string };
}

/** Places an order and begins to pay it, as a member. */
async function begun(setup: Setup) {
  const { accessToken: token } = await setup.ownMember();
  const json = await orderBody(setup);
  const order = await setup.ask<{ id: string }>("/api/orders", { json, token });
  const paying = { json: { orderId: order.id }, token };
  const payment = await setup.ask<Opened>("/api/payments", paying);
  return { token, order, payment };
}

/** Pays at the local payment gateway's page, as its form does. @returns the key the shopper is sent back with */
async function payAtGateway(address: string): Promise<string> {
  const opened = await fetch(address, { redirect: "manual" });
  const page = new URL(opened.headers.get("location") ?? "", address);
  const card = TEST_CARDS.find(({ outcome }) => outcome === "approved")?.number ?? "";
  const body = new URLSearchParams({ outcome: "pay", card });
  const closed = await fetch(page, { method: "POST", body, redirect: "manual" });
  const back = new URL(closed.headers.get("location") ?? "", address);
  return back.searchParams.get("paymentKey") ?? "";
}

const ofMember: BuildCall = async (setup) => {
  const { accessToken: token } = await setup.ownMember();
  const json = await orderBody(setup);
  const { id } = await setup.ask<{ id: string }>("/api/orders", { json, token });
  return { token, params: { id } };
};

const ofGuest: BuildCall = async (setup) => {
  const answer = await api("/api/orders", { method: "POST", json: await orderBody(setup) });
  const { id, token } = (await answer.json()) as { id: string; token: string };
  return { params: { id }, headers: { "x-order-token": token } };
};

/** Calls of orders and of paying them. */
export const ORDER_CALLS: Record<string, BuildCall> = {
  quoteOrder: async (setup) => ({ json: { items: (await orderBody(setup)).items } }),
  placeOrder: async (setup) => ({ json: await orderBody(setup) }),
  getOrder: ofMember,
  getGuestOrder: ofGuest,
  cancelOrder: async (setup) => ({ ...(await ofMember(setup)), json: {} }),
  cancelGuestOrder: async (setup) => ({ ...(await ofGuest(setup)), json: {} }),
  payOrder: async (setup) => {
    const { token, params } = await ofMember(setup);
    return { ...(token !== undefined && { token }), json: { orderId: params?.id } };
  },
  verifyPayment: async (setup) => {
    const { token, payment } = await begun(setup);
    const paymentKey = await payAtGateway(payment.next.url);
    return {
      token,
      params: { id: payment.id },
      json: { paymentKey, amount: payment.cardAmount, orderId: payment.id },
    };
  },
};
