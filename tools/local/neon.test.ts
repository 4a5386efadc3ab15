import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type NeonDbError,
  type NeonQueryFunction,
  neon,
  neonConfig,
} from "@neondatabase/serverless";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/neon-http";
import { integer, jsonb, pgTable, text, timestamp } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commandLine, endProcess } from "../process-facts.ts";
import type { Endpoint } from "./loopback.ts";
import { startNeonEndpoint } from "./neon.ts";
import { type Postgres, startPostgres } from "./postgres.ts";

const lines: string[] = [];
const log = (line: string) => lines.push(line);
let dataDir: string;
let postgres: Postgres;
let endpoint: Endpoint;
let url: string;
let sql: NeonQueryFunction<false, false>;

const start = () => startPostgres({ dataDir, port: 0, log, onFatal: log });

/** What the driver threw, as the fields of PostgreSQL's error. */
const failure = (query: Promise<unknown>) =>
  query.then(
    () => expect.unreachable("the query must fail"),
    (error: NeonDbError) => error,
  );

const post = (body: string, headers: Record<string, string> = {}, path = "/sql") =>
  fetch(endpoint.url + path, { method: "POST", body, headers });

async function untilAnswered(query: () => Promise<unknown>): Promise<number> {
  for (const started = Date.now(); ; ) {
    const ok = await query().then(
      () => true,
      () => false,
    );
    if (ok) return Date.now() - started;
    if (Date.now() - started > 10_000) throw new Error("no recovery within 10 s");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "edgemart-pg-"));
  postgres = await start();
  await postgres.ensureDatabase("shop");
  await postgres.ensureDatabase("shop");
  endpoint = await startNeonEndpoint({ port: 0, upstream: postgres, log, deadlineMs: 2_000 });
  neonConfig.fetchEndpoint = () => `${endpoint.url}/sql`;
  url = postgres.adminUrl.replace(/@.*$/, "@db.example.com/shop?sslmode=require");
  sql = neon(url);
}, 30_000);

afterAll(async () => {
  await endpoint?.stop();
  await postgres?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

describe("a single query", () => {
  test("values of every common type survive the round trip", async () => {
    const at = new Date("2026-01-02T03:04:05.678Z");
    const [row] = await sql`SELECT ${"한국어 ✓"}::text AS words, ${null}::text AS nothing,
      ${7}::int4 AS small, ${"9007199254740993"}::int8 AS big, ${true}::bool AS yes, ${1.5}::float8 AS half,
      ${"12.340"}::numeric AS exact, ${JSON.stringify({ a: [1, null, "x"] })}::jsonb AS doc, ${at}::timestamptz AS at,
      ${["a", 'b"c', "d,e\\"]}::text[] AS list, ${[[1, 2], [3, 4]]}::int4[] AS grid, ${Buffer.from([0, 255, 10])}::bytea AS bytes`;
    expect(row).toEqual({
      words: "한국어 ✓",
      nothing: null,
      small: 7,
      big: "9007199254740993",
      yes: true,
      half: 1.5,
      exact: "12.340",
      doc: { a: [1, null, "x"] },
      at,
      list: ["a", 'b"c', "d,e\\"],
      grid: [
        [1, 2],
        [3, 4],
      ],
      bytes: Buffer.from([0, 255, 10]),
    });
  });

  test("full results and array mode carry command, count and fields", async () => {
    const options = { fullResults: true, arrayMode: true } as const;
    const result = await sql.query("SELECT 1 AS one, 'x' AS one", [], options);
    expect(result).toMatchObject({ command: "SELECT", rowCount: 1, rowAsArray: true });
    expect(result.rows).toEqual([[1, "x"]]);
    expect(result.fields.map((f) => [f.name, f.dataTypeID])).toEqual([
      ["one", 23],
      ["one", 25],
    ]);
  });

  test("one request is one statement", async () => {
    expect((await failure(sql.query("SELECT 1; SELECT 2"))).code).toBe("42601");
  });

  test("session state never reaches another request", async () => {
    await sql`SET search_path TO nowhere`;
    await sql.query("BEGIN");
    for (let i = 0; i < 5; i++) {
      const [row] = await sql`SELECT current_setting('search_path') AS path`;
      expect(row?.path).not.toBe("nowhere");
    }
  });

  test("after what reads and writes rows the next request has the connection as it is, with its plans", async () => {
    await sql`CREATE FUNCTION pg_temp_free() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM pg_class); END $$`;
    const plans = () => sql`
      SELECT pg_backend_pid() AS pid, (SELECT count(*) FROM pg_backend_memory_contexts WHERE name = 'CachedPlan') AS n`;
    await sql`SELECT pg_temp_free()`;
    const [one] = await plans();
    const [other] = await plans();
    expect(other).toEqual(one);
    expect(Number(one?.n)).toBeGreaterThan(0);
  });

  test("without the raw header values are JSON, as Neon's default is", async () => {
    const query = `SELECT 1::int4 AS i, 2::int8 AS b, true AS t, 'NaN'::float8 AS n, '{"a":1}'::json AS j,
      ARRAY[1,NULL]::int4[] AS l, ARRAY['x,y',NULL] AS s, $1::int4[] AS p, $2::jsonb AS o`;
    const body = JSON.stringify({ query, params: [[1, 2], { k: true }] });
    const response = await post(body, { "neon-connection-string": url });
    const { rows } = (await response.json()) as { rows: unknown[] };
    expect(rows).toEqual([
      {
        i: 1,
        b: "2",
        t: true,
        n: "NaN",
        j: { a: 1 },
        l: [1, null],
        s: ["x,y", null],
        p: [1, 2],
        o: { k: true },
      },
    ]);
  });
});

describe("errors are PostgreSQL's own", () => {
  test("a unique violation names its constraint and detail", async () => {
    await sql`CREATE TABLE member (id int PRIMARY KEY, email text CONSTRAINT one_email UNIQUE)`;
    await sql`INSERT INTO member VALUES (1, 'a@x')`;
    expect(await failure(sql`INSERT INTO member VALUES (2, 'a@x')`)).toMatchObject({
      code: "23505",
      constraint: "one_email",
      detail: "Key (email)=(a@x) already exists.",
      table: "member",
      schema: "public",
      severity: "ERROR",
    });
  });

  test("a syntax error says where", async () => {
    expect(await failure(sql.query("SELEC 1"))).toMatchObject({ code: "42601", position: "1" });
  });

  test("a wrong password is 28P01", async () => {
    const stranger = neon(url.replace(/:[^:@]+@/, ":wrong@"));
    expect(await failure(stranger`SELECT 1`)).toMatchObject({ code: "28P01", severity: "FATAL" });
  });

  test("a statement past the deadline is cancelled", async () => {
    expect((await failure(sql`SELECT pg_sleep(30)`)).code).toBe("57014");
  });
});

describe("a batch", () => {
  test("is one transaction at the level asked for", async () => {
    const options = { isolationLevel: "Serializable", readOnly: true, deferrable: true } as const;
    const results = await sql.transaction(
      [
        sql`SHOW transaction_isolation`,
        sql`SHOW transaction_read_only`,
        sql`SELECT txid_current_if_assigned()`,
      ],
      options,
    );
    expect(results[0]).toEqual([{ transaction_isolation: "serializable" }]);
    expect(results[1]).toEqual([{ transaction_read_only: "on" }]);
  });

  test("leaves nothing behind when one statement fails", async () => {
    await sql`CREATE TABLE ledger (id int PRIMARY KEY)`;
    const batch = sql.transaction([sql`INSERT INTO ledger VALUES (1)`, sql`SELECT 1/0`]);
    expect((await failure(batch)).code).toBe("22012");
    expect(await sql`SELECT * FROM ledger`).toEqual([]);
  });

  test("conflicting serializable batches end in 40001 for all but one", async () => {
    await sql`CREATE TABLE stock (sku text PRIMARY KEY, n int)`;
    await sql`INSERT INTO stock VALUES ('a', 100)`;
    const sell = () =>
      sql.transaction(
        [sql`SELECT n FROM stock`, sql`SELECT pg_sleep(0.2)`, sql`UPDATE stock SET n = n - 1`],
        { isolationLevel: "Serializable" },
      );
    const outcomes = await Promise.allSettled([sell(), sell(), sell()]);
    const lost = outcomes.filter((outcome) => outcome.status === "rejected");
    expect(lost.map((outcome) => outcome.reason.code)).toEqual(["40001", "40001"]);
    expect(await sql`SELECT n FROM stock`).toEqual([{ n: 99 }]);
  });
});

test("drizzle selects, inserts and batches through its neon-http driver", async () => {
  const product = pgTable("product", {
    id: text().primaryKey(),
    priceMinor: integer().notNull(),
    tags: text().array().notNull(),
    extra: jsonb().notNull(),
    madeAt: timestamp({ withTimezone: true }).notNull(),
  });
  await sql`CREATE TABLE product (id text PRIMARY KEY, "priceMinor" int, tags text[], extra jsonb, "madeAt" timestamptz)`;
  const db = drizzle({ client: sql });
  const row = {
    id: "prd_1",
    priceMinor: 990,
    tags: ["x", "y z"],
    extra: { k: 1 },
    madeAt: new Date(0),
  };
  const [, found] = await db.batch([
    db.insert(product).values(row),
    db.select().from(product).where(eq(product.id, "prd_1")),
  ]);
  expect(found).toEqual([row]);
});

test("fifty callers racing for one unique row have exactly one winner", async () => {
  await sql`CREATE TABLE coupon (code text PRIMARY KEY, winner int)`;
  const claims = Array.from({ length: 50 }, (_, i) => sql`INSERT INTO coupon VALUES ('X', ${i})`);
  const outcomes = await Promise.allSettled(claims);
  const losers = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(losers).toHaveLength(49);
  expect(new Set(losers.map((loser) => loser.reason.code))).toEqual(new Set(["23505"]));
});

test("what is not the protocol is refused without a stack trace", async () => {
  const connected = { "neon-connection-string": url };
  const get = await fetch(`${endpoint.url}/sql`);
  expect(get.status).toBe(404);
  expect((await post("{}", connected, "/other")).status).toBe(404);
  for (const [body, headers] of [
    ["{}", {}],
    ["{}", { "neon-connection-string": "nonsense" }],
    ["not json", connected],
    ["null", connected],
    ['{"query":1}', connected],
    ['{"queries":{}}', connected],
    ['{"queries":[]}', { ...connected, "neon-batch-isolation-level": "Chaos" }],
  ] as [string, Record<string, string>][]) {
    const response = await post(body, headers);
    expect([response.status, Object.keys((await response.json()) as object)]).toEqual([
      400,
      ["message"],
    ]);
  }
  expect((await post("x".repeat(9 * 1024 * 1024), connected)).status).toBe(413);
});

describe("after a kill", () => {
  test("the endpoint answers 503 fast, then works again, and no acknowledged write is lost", async () => {
    await sql`CREATE TABLE diary (id int PRIMARY KEY)`;
    const acknowledged: number[] = [];
    let running = true;
    const statuses = new Set<string>();
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = writer; running; n += 8) {
        const failed = await sql`INSERT INTO diary VALUES (${n})`.then(
          () => void acknowledged.push(n),
          (error: Error) => error.message,
        );
        if (failed) statuses.add(failed.slice(0, 31));
        if (failed) await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    await expect.poll(() => acknowledged.length).toBeGreaterThan(50);
    const before = acknowledged.length;
    process.kill(postgres.pid() ?? 0, "SIGKILL");
    await expect.poll(() => statuses.size).toBeGreaterThan(0);
    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(before + 50);
    running = false;
    await Promise.all(writers);
    expect([...statuses]).toEqual(["Server error (HTTP status 503):"]);
    const stored = new Set((await sql`SELECT id FROM diary`).map((row) => row.id));
    expect(acknowledged.filter((n) => !stored.has(n))).toEqual([]);
  }, 20_000);

  test("a start finds and ends the orphan of a killed owner, keeps the data and the password", async () => {
    await endpoint.stop();
    await postgres.stop();
    const script = `
      import { startPostgres } from ${JSON.stringify(new URL("./postgres.ts", import.meta.url).href)};
      import pg from ${JSON.stringify(import.meta.resolve("pg"))};
      const quiet = () => {};
      const it = await startPostgres({ dataDir: process.argv[1], port: 0, log: quiet, onFatal: quiet });
      const client = new pg.Client(it.adminUrl.replace(/postgres$/, "shop"));
      await client.connect();
      await client.query("INSERT INTO diary VALUES (-1)");
      console.log(it.pid());
      setInterval(quiet, 1000);`;
    const { spawn } = await import("node:child_process");
    const owner = spawn(process.execPath, ["--input-type=module", "-e", script, dataDir]);
    const orphan = await new Promise<number>((resolve, reject) => {
      owner.stdout.once("data", (text) => resolve(Number(text)));
      owner.stderr.once("data", (text) => reject(new Error(String(text))));
    });
    await expect(start()).rejects.toThrow("is in use");
    await endProcess(owner.pid ?? 0, "SIGKILL", 1_000);
    expect(process.kill(orphan, 0)).toBe(true);

    postgres = await start();
    expect(postgres.pid()).not.toBe(orphan);
    expect((await commandLine(orphan)) || undefined).toBeUndefined(); // gone, or a zombie
    endpoint = await startNeonEndpoint({ port: 0, upstream: postgres, log });
    expect(await sql`SELECT id FROM diary WHERE id = -1`).toEqual([{ id: -1 }]);
  }, 20_000);

  test("a server that cannot come back is reported once", async () => {
    const fatal: string[] = [];
    await postgres.stop();
    postgres = await startPostgres({
      dataDir,
      port: 0,
      log,
      onFatal: (reason) => fatal.push(reason),
    });
    await untilAnswered(() => failure(sql`SELECT 1`));
    await rm(join(dataDir, "cluster", "global"), { recursive: true });
    process.kill(postgres.pid() ?? 0, "SIGKILL");
    await expect
      .poll(() => fatal, { timeout: 15_000 })
      .toEqual([expect.stringContaining("global")]);
    expect(postgres.pid()).toBeUndefined();
  }, 20_000);
});
