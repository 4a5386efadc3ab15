/** Keyed writes through the entire chain: gateway, Redis, member, PostgreSQL. */
import { randomUUID } from "node:crypto";
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import type { StockMoved } from "@edgemart/contracts/catalog-stock";
import { api, freshEmail, newMember, signIn, system } from "@edgemart/testkit/system";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";

let admin: string;
beforeAll(async () => {
  admin = await signIn(system().admin);
});

function create(email: string, key: string | null, token = admin): Promise<Response> {
  return api("/api/members", {
    token,
    json: { email, name: "Keyed" },
    headers: key === null ? {} : { "idempotency-key": key },
  });
}

async function membersWith(email: string): Promise<number> {
  const client = new pg.Client({ connectionString: system().adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM member.member WHERE email_norm = $1", [
      email,
    ]);
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

describe("POST /api/members with an idempotency key", () => {
  test("is run once and replayed byte for byte with its markers (gateway 26)", async () => {
    const email = freshEmail();
    const key = randomUUID();
    const first = await create(email, key);
    expect(first.status).toBe(201);
    expect(first.headers.get("idempotency-status")).toBe("stored");
    const replay = await create(email, key);
    expect(replay.status).toBe(201);
    expect(replay.headers.get("idempotent-replayed")).toBe("true");
    expect(await replay.text()).toBe(await first.text());
    expect(await membersWith(email)).toBe(1);
  });

  test("64 at once make one member; every other is a replay or told to wait (gateway 10)", async () => {
    const email = freshEmail();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 64 }, () => create(email, key)));
    expect(await membersWith(email)).toBe(1);
    expect(
      answers.filter((each) => each.headers.get("idempotency-status") === "stored"),
    ).toHaveLength(1);
    expect(answers.every((each) => each.status === 201 || each.status === 409)).toBe(true);
  });

  test("with another body is refused (gateway 9)", async () => {
    const key = randomUUID();
    expect((await create(freshEmail(), key)).status).toBe(201);
    const other = await create(freshEmail(), key);
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ code: "idempotency_key_reused" });
  });

  test("of a member who is no administrator touches no key (gateway, position in the chain)", async () => {
    const member = await newMember();
    const key = randomUUID();
    const email = freshEmail();
    expect((await create(email, key, member.accessToken)).status).toBe(403);
    expect((await create(email, key)).headers.get("idempotency-status")).toBe("stored");
  });

  test("without a key runs each time: the second answers email_taken", async () => {
    const email = freshEmail();
    expect((await create(email, null)).status).toBe(201);
    expect((await create(email, null)).status).toBe(409);
  });
});

const BASE = "/api/admin/catalog";
/** Keys that differ only behind a sign with a meaning of its own in structured fields or in addresses. */
const ENDINGS = [
  ";a",
  ";b",
  ";c",
  ";a=1",
  ";a=2",
  "/x",
  "%2e",
  "%2E",
  "?x",
  "#x",
  ":x",
  "'x",
  "==",
];

describe("gateway 2, 35: each key is one operation, at the door and in the Worker behind", () => {
  test.each([["u1;a", "u1;b", "u1;c"], ENDINGS.map((ending) => `${randomUUID()}${ending}`)])(
    "stock moves once for each key, and a repeat of each moves nothing (%s …)",
    async (...names) => {
      const run = randomUUID();
      const keys = names.map((name) => `"${run}${name}"`);
      const { items } = (await (await api(`${BASE}/products`, { token: admin })).json()) as {
        items: { id: string; variantCount: number }[];
      };
      // Other tests leave products without one.
      const sold = items.find(({ variantCount }) => variantCount > 0);
      const product = (await (
        await api(`${BASE}/products/${sold?.id}`, { token: admin })
      ).json()) as AdminProduct;
      const sku = product.variants[0]?.sku;
      const onHand = async () =>
        ((await (await api(`${BASE}/stock/${sku}`, { token: admin })).json()) as StockMoved).stock
          .onHand;
      const move = (key: string) =>
        api(`${BASE}/stock/${sku}/movements`, {
          token: admin,
          json: { delta: 1, reason: "received" },
          headers: { "idempotency-key": key },
        });
      const before = await onHand();
      for (const key of keys) expect((await move(key)).status).toBe(201);
      expect(await onHand()).toBe(before + keys.length);
      for (const key of keys) {
        const again = await move(key);
        expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([201, "true"]);
      }
      // The gateway's records are lost: the Worker's own keep each key apart.
      for (const record of await records()) await redis("DEL", record);
      for (const key of keys) expect((await move(key)).status).toBe(201);
      expect(await onHand()).toBe(before + keys.length);
    },
  );

  test("members and addresses are made once for each key", async () => {
    const run = randomUUID();
    const owner = await newMember();
    const address = {
      recipient: "Mina",
      phone: "010-1234-5678",
      country: "KR",
      postcode: "04524",
      line1: "110 Sejong-daero",
    };
    const ids = { members: new Set<string>(), addresses: new Set<string>() };
    for (const ending of [...ENDINGS.slice(0, 4), ...ENDINGS.slice(0, 4)]) {
      const headers = { "x-idempotency-key": `"${run}${ending}"` };
      const member = await api("/api/members", {
        token: admin,
        json: { email: `${ending.replaceAll(/\W/g, "-")}x${run}@example.com`, name: "Keyed" },
        headers,
      });
      expect(member.status).toBe(201);
      ids.members.add(((await member.json()) as { id: string }).id);
      const made = await api(`/api/members/${owner.id}/addresses`, {
        token: owner.accessToken,
        json: address,
        headers,
      });
      expect(made.status, await made.clone().text()).toBe(201);
      ids.addresses.add(((await made.json()) as { id: string }).id);
    }
    expect([ids.members.size, ids.addresses.size]).toEqual([4, 4]);
  });
});

/** Runs a command on the platform's Redis. */
async function redis(...command: string[]): Promise<unknown> {
  const { url, token } = system().upstash;
  const answer = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify(command),
  });
  return ((await answer.json()) as { result: unknown }).result;
}
const records = async () => (await redis("KEYS", "idem:*")) as string[];

describe("gateway 35: when the gateway cannot know that it ran, the Worker behind does", () => {
  test.each([
    [
      "every trace of it was lost",
      async (made: string[]) => {
        for (const key of made) await redis("DEL", key);
      },
    ],
    [
      "its outcome is unknown",
      async (made: string[]) => {
        for (const key of made) {
          if (key.endsWith(":rec")) await redis("HSET", key, "st", "U");
          else await redis("DEL", key);
        }
      },
    ],
  ])("%s: the retry runs, and there is one member with one answer", async (_name, lose) => {
    const email = freshEmail();
    const key = randomUUID();
    const before = new Set(await records());
    const first = await create(email, key);
    expect(first.status).toBe(201);
    await lose((await records()).filter((name) => !before.has(name)));
    const retry = await create(email, key);
    expect([retry.status, retry.headers.get("idempotency-status")]).toEqual([201, "stored"]);
    expect(await retry.json()).toEqual(await first.json());
    expect(await membersWith(email)).toBe(1);
  });
});
