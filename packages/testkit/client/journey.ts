/** A small journey written by a user of the generated client. Compiled and run by tests/system/client.test.ts, next to the types it makes. */
import createClient from "openapi-fetch";
import type { paths } from "./api.ts";

const { API = "", TOKEN = "", MEMBER = "" } = process.env;
const api = createClient<paths>({ baseUrl: API, headers: { authorization: `Bearer ${TOKEN}` } });

const listing = await api.GET("/api/products", { params: { query: { lang: "en", page: 1 } } });
const slug = listing.data?.items[0]?.slug ?? "";
const screen = await api.GET("/api/screens/product/{slug}", { params: { path: { slug } } });
const sku = screen.data?.product.variants[0]?.sku ?? "";

const before = await api.GET("/api/members/me/cart");
const etag = before.response.headers.get("etag") ?? "";
const items = [{ sku, quantity: 2, priceSeenMinor: null }];
// @ts-expect-error a write on a version does not compile without If-Match
await api.PUT("/api/members/me/cart", { body: { items } });
const cart = await api.PUT("/api/members/me/cart", {
  params: { header: { "If-Match": etag, "Idempotency-Key": crypto.randomUUID() } },
  body: { items },
});
const stale = await api.PUT("/api/members/me/cart", {
  params: { header: { "If-Match": etag } },
  body: { items: [] },
});

const made = await api.POST("/api/members/{id}/addresses", {
  params: { path: { id: MEMBER } },
  body: {
    recipient: "Mina Kim",
    phone: "+82 10 1234 5678",
    country: "KR",
    postcode: "04524",
    line1: "세종대로 110",
  },
});
// @ts-expect-error a field that is not documented does not compile
made.data?.addressOfTheMoon;

console.log(
  JSON.stringify({
    products: listing.data?.items.length,
    cart: cart.data?.items,
    sku,
    stale: [stale.response.status, stale.error?.code],
    made: [made.response.status, made.data?.city],
    location: made.response.headers.get("location"),
  }),
);
