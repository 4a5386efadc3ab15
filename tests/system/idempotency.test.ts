/** Keyed writes through the whole chain: gateway, Redis, member, PostgreSQL. */
import { randomUUID } from "node:crypto";
import { api, freshEmail, newMember, signIn, system } from "@edgemart/testkit/system";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";

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
  it("is run once and replayed byte for byte with its markers (gateway 26)", async () => {
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

  it("64 at once make one member; every other is a replay or told to wait (gateway 10)", async () => {
    const email = freshEmail();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 64 }, () => create(email, key)));
    expect(await membersWith(email)).toBe(1);
    expect(
      answers.filter((each) => each.headers.get("idempotency-status") === "stored"),
    ).toHaveLength(1);
    expect(answers.every((each) => each.status === 201 || each.status === 409)).toBe(true);
  });

  it("with another body is refused (gateway 9)", async () => {
    const key = randomUUID();
    expect((await create(freshEmail(), key)).status).toBe(201);
    const other = await create(freshEmail(), key);
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ code: "idempotency_key_reused" });
  });

  it("of a member who is no administrator touches no key (gateway, position in the chain)", async () => {
    const member = await newMember();
    const key = randomUUID();
    const email = freshEmail();
    expect((await create(email, key, member.accessToken)).status).toBe(403);
    expect((await create(email, key)).headers.get("idempotency-status")).toBe("stored");
  });

  it("without a key runs each time: the second answers email_taken", async () => {
    const email = freshEmail();
    expect((await create(email, null)).status).toBe(201);
    expect((await create(email, null)).status).toBe(409);
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
  it.each([
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
