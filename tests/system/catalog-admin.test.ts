/** An administrator changes the catalog through the public API, and every cache in front of it follows. */
import type { HomeScreen } from "@edgemart/contracts/bff";
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import type { StockMoved } from "@edgemart/contracts/catalog-stock";
import { api, newMember, signIn, system } from "@edgemart/testkit/system";
import { beforeAll, describe, expect, test, vi } from "vitest";

const BASE = "/api/admin/catalog";
/** Gateway and BFF ask for the generation every 5 s, web settles after 11 s. */
const SEEN_WITHIN = { timeout: 40_000, interval: 500 };
let admin: string;
beforeAll(async () => {
  admin = await signIn(system().admin);
});

function write(method: string, path: string, json: unknown, headers: Record<string, string> = {}) {
  const key = { "idempotency-key": crypto.randomUUID(), ...headers };
  return api(`${BASE}${path}`, { method, json, token: admin, headers: key });
}

async function heroProduct(): Promise<AdminProduct> {
  const screen = (await (await api("/api/home")).json()) as HomeScreen;
  const answer = await api(`${BASE}/products/${screen.hero?.id}`, { token: admin });
  return (await answer.json()) as AdminProduct;
}

describe("catalog administration at the gateway", () => {
  test("is refused without a token, to a member, and without a key", async () => {
    const member = (await newMember()).accessToken;
    expect((await api(`${BASE}/products`)).status).toBe(401);
    expect((await api(`${BASE}/products`, { token: member })).status).toBe(403);
    const keyless = await api(`${BASE}/brands`, { json: {}, token: admin });
    expect([keyless.status, ((await keyless.json()) as { code: string }).code]).toEqual([
      400,
      "idempotency_key_missing",
    ]);
  });

  test("a movement sent five times with one key moves stock once", async () => {
    const [variant] = (await heroProduct()).variants;
    const path = `/stock/${variant?.sku}/movements`;
    const headers = { "idempotency-key": crypto.randomUUID() };
    const send = () => write("POST", path, { delta: 2, reason: "received" }, headers);
    const ids = new Set<string>();
    for (let i = 0; i < 5; i += 1) {
      const answer = await send();
      expect(answer.status).toBe(201);
      ids.add(((await answer.json()) as StockMoved).movement.id);
    }
    expect(ids.size).toBe(1);
    const { stock } = (await (
      await api(`${BASE}/stock/${variant?.sku}`, { token: admin })
    ).json()) as StockMoved;
    expect(stock.onHand).toBe((variant?.stock.onHand ?? 0) + 2);
  });

  test("storefront 11: a new price is in the listing, on the home screen, on the product screen and on the page, all of them kept before", async () => {
    const product = await heroProduct();
    const [variant] = product.variants;
    if (!variant) throw new Error("the hero has no variant");
    const amountMinor = 1_000 + Math.floor(Math.random() * 400);
    const seen = async () => {
      const [listing, home, screen, page] = await Promise.all([
        api(`/api/products?category=${product.category}&sort=price`).then((a) => a.text()),
        api("/api/home").then((a) => a.text()),
        api(`/api/screens/product/${product.slug}`).then((a) => a.text()),
        fetch(`${system().urls.web}/en/products/${product.slug}`).then((a) => a.text()),
      ]);
      const wire = `"amountMinor":${amountMinor}`;
      const shown = amountMinor.toLocaleString("en");
      return [listing, home, screen]
        .map((text) => text.includes(wire))
        .concat(page.includes(shown));
    };
    expect(await seen()).toEqual([false, false, false, false]);
    expect(await seen()).toEqual([false, false, false, false]);
    const { id, stock: _stock, ...input } = variant;
    const changed = await write(
      "PUT",
      `/products/${product.id}/variants/${id}`,
      { ...input, price: { ...input.price, amountMinor }, compareAtPrice: null },
      { "if-match": `"${product.version}"` },
    );
    expect(changed.status).toBe(200);
    await vi.waitFor(
      async () => expect(await seen()).toEqual([true, true, true, true]),
      SEEN_WITHIN,
    );
  });
});
