/** Findings 5 and 6 on the entire platform: nothing is fetched for strangers, quiet stock costs no hit, an outage shows what was. */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Constellation } from "../../tools/constellation.ts";
import { raiseTemporary } from "../raise-temporary.ts";
import { tokenAt } from "./at-shop.ts";
import { eventually } from "./eventually.ts";
import { frozen } from "./faults.ts";

const SKU = "DAL-0001-MILK";
const ROWS = [
  "/api/home?lang=en",
  "/api/screens/listing?lang=en",
  "/api/screens/product/dalmaji-mug",
  "/api/products",
  "/api/products/dalmaji-mug",
  "/api/product-feed",
  "/api/categories",
  "/api/search/suggest?q=mug",
  "/api/product-index",
];
const PAGES = ["/en", "/en/products", "/en/products/dalmaji-mug"];
let up: Constellation;
let admin: string;

beforeAll(async () => {
  up = await raiseTemporary("stale");
  admin = await tokenAt(up, "admin");
});
afterAll(() => up?.stop());

const get = (address: string) => fetch(address, { signal: AbortSignal.timeout(20_000) });
const marks = (addresses: string[]) =>
  Promise.all(
    addresses.map(async (address) => {
      const answer = await get(address);
      await answer.arrayBuffer();
      return [new URL(address).pathname, answer.status, answer.headers.get("x-cache")];
    }),
  );
const rows = () => ROWS.map((path) => up.urls.api + path);
const pages = () => PAGES.map((path) => up.urls.web + path);
const all = (addresses: string[], mark: string) =>
  addresses.map((address) => [new URL(address).pathname, 200, mark]);

/** Moves stock once: what a busy machine refuses (503) is repeated under its key, as clients do. */
async function move(delta: number): Promise<number> {
  const key = randomUUID();
  const answers: Response[] = [];
  await eventually(async () => {
    const answer = await fetch(`${up.urls.api}/api/admin/catalog/stock/${SKU}/movements`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${admin}`,
        "content-type": "application/json",
        "idempotency-key": key,
      },
      body: JSON.stringify({ delta, reason: delta > 0 ? "received" : "damaged" }),
    });
    answers.push(answer);
    return answer.status !== 503;
  });
  const [moved] = answers.slice(-1);
  if (!moved) throw new Error("nothing answered");
  expect(moved.status).toBe(201);
  return ((await moved.json()) as { stock: { onHand: number } }).stock.onHand;
}

describe("finding 5: the storefront fetches nothing for strangers", () => {
  test("the example: a server on this machine is never asked", async () => {
    const asked: string[] = [];
    const canary = createServer((request, response) => {
      asked.push(request.url ?? "");
      response.writeHead(200, { "content-type": "image/png" }).end("x");
    });
    await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
    const target = `http://127.0.0.1:${(canary.address() as AddressInfo).port}/x`;
    const encoded = encodeURIComponent(target);
    for (const door of [up.urls.web, up.urls.api, up.urls.cdn]) {
      for (const path of [
        `/cdn-cgi/image/w=1/${target}`,
        `/_next/image?url=${encoded}&w=16&q=75`,
        `/docs?url=${encoded}`,
        `/docs/?configUrl=${encoded}`,
        `/?url=${encoded}&w=16`,
        `/info?url=${encoded}`,
      ]) {
        const { status } = await fetch(door + path, { redirect: "manual" });
        expect([door, path, status < 500]).toEqual([door, path, true]);
      }
    }
    expect((await get(`${up.urls.web}/cdn-cgi/image/w=1/${target}`)).status).toBe(404);
    expect(asked).toEqual([]);
    canary.close();
  });
});

describe("finding 6: stock and outages", () => {
  test("movements that change nothing shoppers are shown cost no hit: 0 misses in 12 movements", async () => {
    await move(400);
    await eventually(async () =>
      (await marks([...rows(), ...pages()])).every(([, , mark]) => mark === "HIT"),
    );
    for (let times = 0; times < 12; times++) {
      await move(-1);
      expect(await marks(rows())).toEqual(all(rows(), "HIT"));
      expect(await marks(pages())).toEqual(all(pages(), "HIT"));
    }
  });

  test("one movement that is shown, then PostgreSQL is away: every row and page gives what was, marked, and then what is", async () => {
    await eventually(async () =>
      (await marks([...rows(), ...pages()])).every(([, , mark]) => mark === "HIT"),
    );
    const before = await (await get(`${up.urls.api}/api/products/dalmaji-mug`)).text();
    const left = await move(-1);
    await move(3 - left);
    await frozen(up, "postgres", async () => {
      expect(await marks(rows())).toEqual(all(rows(), "STALE"));
      // Known to be unavailable: no one waits for it a second time.
      expect(await marks(rows())).toEqual(all(rows(), "STALE"));
      expect(await (await get(`${up.urls.api}/api/products/dalmaji-mug`)).text()).toBe(before);
      for (const [, status] of await marks(pages())) expect(status).toBe(200);
      // The storefront hears of it within its 5 s and bff's.
      await eventually(async () =>
        (await marks(pages())).every(([, status, mark]) => status === 200 && mark === "STALE"),
      );
    });
    await eventually(async () => {
      const product = (await (await get(`${up.urls.api}/api/products/dalmaji-mug`)).json()) as {
        variants: { sku: string; availableMax: number }[];
      };
      return product.variants.find(({ sku }) => sku === SKU)?.availableMax === 3;
    });
    await eventually(async () =>
      (await marks([...rows(), ...pages()])).every(([, , mark]) => mark === "HIT"),
    );
  });
});
