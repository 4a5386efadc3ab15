/** Keyed effects, and the client they go through, on a real PostgreSQL: the table is member's. */
import { newId } from "@edgemart/worker-kit/ids";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { connectPostgres, type Database } from "../src/client.ts";
import { attempt, EFFECT_KEPT_DAYS, type EffectKey, keyedEffects } from "../src/keyed-effect.ts";
import { run, runAlone } from "../src/run.ts";

let database: TestDatabase;
let db: Database;
const memberId = newId("member");
beforeAll(async () => {
  database = await startTestDatabase();
  db = connectPostgres(database.urlOf("member"));
  await database.query(
    "insert into member.member (id, email, email_norm, name, locale) values ($1, 'a@b.example', 'a@b.example', 'A', 'ko')",
    [memberId],
  );
}, 60_000);
afterAll(() => database?.stop());

const effects = keyedEffects(sql`member.keyed_effect`, "member_id");
let made = 0;
const newKey = (input = "input"): EffectKey => ({ principal: "p", key: `key-${++made}`, input });
const Name = z.object({ name: z.string() });

/** Writes a name under a key, and says what was written. */
function write(key: EffectKey | null, name: string, madeId: string | null = null) {
  return attempt(
    db,
    sql`with changed as (
          update member.member set name = ${name} where id = ${memberId} and ${effects.isUnused(key)}
          returning id, name
        ), claimed as (${effects.claim(key, sql`(select id as member_id, ${madeId}::text as made_id from changed)`)})
        select name from changed`,
    Name,
  );
}

describe("a write under a key", () => {
  test("is done once, and remembered with what it was done to", async () => {
    const key = newKey();
    expect(await effects.recall(db, key)).toBeNull();
    expect(await write(key, "first", "made")).toEqual({ name: "first" });
    expect(await write(key, "second")).toBeNull();
    expect(await effects.recall(db, key)).toEqual({
      sameInput: true,
      subjectId: memberId,
      madeId: "made",
    });
  });

  test("is remembered by its input: another one under the same key is told apart", async () => {
    const key = newKey("one");
    await write(key, "x");
    expect(await effects.recall(db, { ...key, input: "other" })).toMatchObject({
      sameInput: false,
    });
    expect(await effects.recall(db, { ...key, principal: "q" })).toBeNull();
    expect(await effects.recall(db, { ...key, key: "none" })).toBeNull();
  });

  test("of another principal is another write", async () => {
    const key = newKey();
    await write(key, "x");
    expect(await write({ ...key, principal: "q" }, "y")).toEqual({ name: "y" });
  });

  test("without a key is done each time, and nothing is remembered", async () => {
    expect([await write(null, "a"), await write(null, "b")]).toEqual([
      { name: "a" },
      { name: "b" },
    ]);
    expect(await effects.recall(db, null)).toBeNull();
  });

  test("is done by one of ten that come at once", async () => {
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, at) => write(key, `n${at}`)));
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
  });

  test("that breaks another constraint says so", async () => {
    const broken = attempt(
      db,
      sql`insert into member.member (id, email, email_norm, name, locale)
          values (${newId("member")}, 'a@b.example', 'a@b.example', 'B', 'ko') returning name`,
      Name,
    );
    await expect(broken).rejects.toMatchObject({ constraint: "member_email_norm_key" });
  });
});

test("effects are forgotten when they are older than any key, the oldest first, a bounded number at a time", async () => {
  await database.query("delete from member.keyed_effect");
  expect(EFFECT_KEPT_DAYS).toBe(35);
  for (const days of [34, 36, 37, 38]) {
    await database.query(
      `insert into member.keyed_effect (principal, key, fingerprint, member_id, created_at)
       values ('p', $1, 'f', $2, now() - make_interval(days => $3))`,
      [`${days}`, memberId, days],
    );
  }
  const left = async () =>
    (await database.query<{ key: string }>("select key from member.keyed_effect order by key")).map(
      ({ key }) => key,
    );
  expect([await effects.forgetOld(db, 2), await left()]).toEqual([2, ["34", "36"]]);
  expect([await effects.forgetOld(db, 2), await left()]).toEqual([1, ["34"]]);
  expect(await effects.forgetOld(db, 2)).toBe(0);
});

describe("the client", () => {
  test("is one for a connection string and a budget", () => {
    expect(connectPostgres(database.urlOf("member"), { firstMs: 5_000, laterMs: 5_000 })).toBe(db);
    expect(connectPostgres(database.urlOf("member"), { firstMs: 5_000, laterMs: 1 })).not.toBe(db);
    expect(connectPostgres(database.urlOf("member"), { firstMs: 1, laterMs: 5_000 })).not.toBe(db);
    expect(connectPostgres(database.urlOf("catalog"))).not.toBe(db);
  });

  test("throws PostgreSQL's own error, which quotes no parameter", async () => {
    const wrong = run(db, sql`select ${"a secret"}::text::int as name`, Name).catch(
      (thrown) => thrown,
    );
    const { code, name } = await wrong;
    expect([name, code]).toEqual(["NeonDbError", "22P02"]);
    const lost = runAlone(db, sql`select ${"a secret"}::text from nowhere`);
    const thrown: Error = await lost.catch((error) => error);
    expect(String(thrown.message)).not.toContain("a secret");
  });

  test("gives a statement up when its own time is over, whatever another client of the string waits", async () => {
    const url = database.urlOf("auth");
    const patient = connectPostgres(url, { firstMs: 20_000, laterMs: 20_000 });
    expect(await run(patient, sql`select 'a' as name`, Name)).toEqual([{ name: "a" }]);
    const hasty = connectPostgres(url, { firstMs: 20_000, laterMs: 50 });
    const late = runAlone(hasty, sql`select pg_sleep(2)`);
    await expect(late).rejects.toMatchObject({ sourceError: { name: "TimeoutError" } });
    await runAlone(patient, sql`select pg_sleep(0.2)`);
  });
});
