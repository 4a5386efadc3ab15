/** How long the home screen takes at the gateway, kept and not: `npm run bench -- home`. */
import { cpus, loadavg, totalmem } from "node:os";
import { raiseTemporary } from "../../tests/raise-temporary.ts";
import { load } from "../gateway/load.ts";

/** Gateway and BFF ask for the generation every 5 s; then a new one makes both ask PostgreSQL. */
const GENERATION_MS = 5_100;
const COLD_ROUNDS = Number(process.env.BENCH_ROUNDS ?? 15);
const FOR_MS = 4_000;

const up = await raiseTemporary("bench", {
  // What is measured waits for the disk as a shop would.
  ...{ without: ["web"], isThrowaway: false },
  onFatal: console.error,
});
try {
  if (!up.stores.describe.redis.startsWith("redis-server")) {
    console.log(`NOTE: Redis is ${up.stores.describe.redis}: another program than in production`);
  }
  const { credentials } = up;
  if (!credentials) throw new Error("a constellation with a gateway has demo accounts");
  const api = new URL(up.urls.api);
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, ${memory} GiB, load ${loadavg()[0]?.toFixed(1)}\n`,
  );
  console.log(
    "| `GET /api/home` | requests | p50 ms | p95 ms | p99 ms | failures |\n|---|---|---|---|---|---|",
  );

  const signedIn = await fetch(`${up.urls.api}/api/auth/login`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${credentials.serviceKey}`,
    },
    body: JSON.stringify(credentials.member),
  });
  const { accessToken } = (await signedIn.json()) as { accessToken: string };
  const request = (path: string, more = "") =>
    `GET ${path} HTTP/1.1\r\nHost: ${api.host}\r\n${more}\r\n`;
  const port = Number(api.port);
  const bearer = `Authorization: Bearer ${accessToken}\r\n`;
  for (const [name, path, more, cart] of [
    ["the least: `/health`", "/health", ""],
    ["kept at the gateway", "/api/home", ""],
    ["with a token: the shop's part kept in the BFF, the member asked", "/api/home", bearer],
    ["the same with a cart of four: then the rail is asked for", "/api/home", bearer, true],
  ] as const) {
    if (cart) await fillCart(accessToken);
    await load({ port, request: () => request(path, more), connections: 1, forMs: 1_000 });
    const measured = await load({
      port,
      request: () => request(path, more),
      connections: 1,
      forMs: FOR_MS,
    });
    console.log(
      `| ${[name, measured.requests, measured.p50.toFixed(2), measured.p95.toFixed(2), measured.p99.toFixed(2), measured.failures].join(" | ")} |`,
    );
  }

  const cold: number[] = [];
  let failures = 0;
  for (let i = 0; i < COLD_ROUNDS; i += 1) {
    await bump();
    await new Promise((resolve) => setTimeout(resolve, GENERATION_MS));
    await (await fetch(`${up.urls.api}/health`)).text();
    const measured = await load({
      port,
      request: () => request("/api/home"),
      connections: 1,
      forMs: FOR_MS,
      requestsMax: 1,
    });
    cold.push(measured.p50);
    failures += measured.failures;
  }
  cold.sort((a, b) => a - b);
  const at = (share: number) =>
    cold[Math.min(cold.length - 1, Math.floor(cold.length * share))]?.toFixed(1);
  console.log(
    `| after a write: nothing kept anywhere | ${cold.length} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${failures} |`,
  );
} finally {
  await up.stop();
}

/** Puts four products into the demo member's cart. */
async function fillCart(token: string): Promise<void> {
  const list = await fetch(`${up.urls.api}/api/products?stock=in`);
  const { items } = (await list.json()) as { items: { slug: string }[] };
  const skus = items.slice(0, 4).map(async ({ slug }) => {
    const product = await (await fetch(`${up.urls.api}/api/products/${slug}`)).json();
    return (product as { variants: { sku: string }[] }).variants[0]?.sku;
  });
  const lines = (await Promise.all(skus)).map((sku) => ({
    sku,
    quantity: 1,
    priceSeenMinor: null,
  }));
  const answer = await fetch(`${up.urls.api}/api/members/me/cart`, {
    method: "PUT",
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "if-match": "*",
    },
    body: JSON.stringify({ items: lines }),
  });
  if (!answer.ok) throw new Error(`the cart answered ${answer.status}`);
}

/** Begins a new generation, as a write of the catalog does. */
async function bump(): Promise<void> {
  const { url, token } = up.stores.upstash;
  await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(["INCR", "gen:catalog"]),
  });
}
