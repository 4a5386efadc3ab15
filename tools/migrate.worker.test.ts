/** Migrations on a real PostgreSQL: roles, isolation, repetition, races, an owner without superpowers. */
import { neon } from "@neondatabase/serverless";
import "@edgemart/postgres/client";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contraction, migrate, migratedWorkers, roleOf, workerUrl } from "./migrate.ts";
import { startTestDatabase, type TestDatabase } from "./seed-load/test-database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
}, 30_000);
afterAll(() => database?.stop());

async function databaseOf(name: string, owner?: string): Promise<string> {
  await database.query(`create database ${name} ${owner ? `owner ${owner}` : ""}`);
  const url = new URL(database.adminUrl);
  url.pathname = `/${name}`;
  if (owner) url.username = owner;
  return url.href;
}

async function tablesOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select table_schema || '.' || table_name as name from information_schema.tables
      where table_schema = any($1) order by 1`,
    [await migratedWorkers()],
  );
  await client.end();
  return rows.map((row) => row.name);
}

const roles = {
  member: { password: "test-password-of-a-role" },
  catalog: { password: "test-password-of-a-role" },
};

describe("architecture 7: one role and schema for each Worker", () => {
  test.each([
    ["catalog", "select * from member.member_credential"],
    ["catalog", "select * from member.member"],
    ["member", "select * from catalog.product"],
    ["member", "select * from catalog.stock_level"],
    ["member", "drop table member.member"],
    ["member", "alter table member.member disable trigger all"],
    ["member", "truncate member.member cascade"],
    ["member", "create table member.loot (a int)"],
    ["member", "create table public.loot (a int)"],
    ["member", "select * from member.schema_migration"],
    ["catalog", "update catalog.stock_movement set delta = 0"],
    ["catalog", "delete from catalog.stock_movement"],
    ["catalog", "set role edgemart_member"],
  ])("%s may not: %s", async (worker, statement) => {
    const sql = neon(database.urlOf(worker));
    await expect(sql.query(statement)).rejects.toMatchObject({ code: "42501" });
  });
});

describe("migrate", () => {
  test("a second run applies nothing", async () => {
    expect((await migrate({ adminUrl: database.adminUrl, roles })).applied).toEqual([]);
  });

  test("eight runs at once on an empty database apply every migration once", async () => {
    const adminUrl = await databaseOf("raced");
    const runs = await Promise.all(Array.from({ length: 8 }, () => migrate({ adminUrl, roles })));
    const applied = runs.flatMap((run) => run.applied);
    expect(applied.length).toBeGreaterThan(2);
    expect(new Set(applied).size).toBe(applied.length);
    expect(await tablesOf(adminUrl)).toEqual(await tablesOf(database.adminUrl));
  });

  test("an owner that is no superuser can run it, as on Neon", async () => {
    const password = new URL(database.adminUrl).password;
    await database.query(`create role plain_owner login createrole password '${password}'`);
    // The roles of the shared cluster belong to its superuser; a fresh cluster's would be the owner's own.
    const granted = (await migratedWorkers()).map(roleOf).join(", ");
    await database.query(`grant ${granted} to plain_owner with admin option`);
    const adminUrl = await databaseOf("owned", "plain_owner");
    expect((await migrate({ adminUrl, roles })).applied.length).toBeGreaterThan(2);
  });

  test("a failed run leaves nothing behind", async () => {
    const adminUrl = await databaseOf("failed");
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query("create schema member; create table member.member (a int)");
    await expect(migrate({ adminUrl, roles })).rejects.toThrow(/already exists/);
    expect(await tablesOf(adminUrl)).toEqual(["member.member"]);
    await client.end();
  });

  test("an edited migration stops the run", async () => {
    const adminUrl = await databaseOf("edited");
    await migrate({ adminUrl, roles });
    const client = new pg.Client({ connectionString: adminUrl });
    await client.connect();
    await client.query("update member.schema_migration set sha256 = 'x' where name like '0000%'");
    await client.end();
    await expect(migrate({ adminUrl, roles })).rejects.toThrow(/edited/);
  });

  test("a Worker's address holds its own role and the given place", () => {
    expect(workerUrl("postgres://root:a@host:5433/shop?sslmode=require", "member", "p@ss")).toBe(
      "postgres://edgemart_member:p%40ss@host:5433/shop?sslmode=require",
    );
  });
});

describe("expand-only", () => {
  test.each([
    ["DROP TABLE a", true],
    ["alter table a rename column b to c", true],
    ["ALTER TABLE a ALTER COLUMN b SET DATA TYPE int", true],
    ["alter table a\n  drop column b", true],
    ["-- drop table a\ncreate table b (c int)", false],
    ["-- contract: nothing reads it since 12\ndrop table a", false],
    ["create index i on a (b); drop index old", false],
  ])("%s → refused: %s", (sql, refused) => {
    expect(contraction(sql) !== null).toBe(refused);
  });
});
