/** Migrations on a real PostgreSQL: roles, isolation, repetition, races, an owner without superpowers. */
import { neon } from "@neondatabase/serverless";
import "@edgemart/postgres/client";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../tests/stores/test-database.ts";
import { contraction } from "./migrate/expand-only.ts";
import { migrate, migratedWorkers, passwordName, roleOf, workerUrl } from "./migrate.ts";

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

const roles = Object.fromEntries(
  (await migratedWorkers()).map((worker) => [worker, { password: "test-password-of-a-role" }]),
);

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

  test("a new Worker's folder with migrations is all it takes, also when its name is a word of SQL", async () => {
    const root = await mkdtemp(join(tmpdir(), "edgemart-migrate-"));
    const folder = join(root, "workers/user/db/migrations");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "0000_orders.sql"), 'create table "user".purchase (id text);');
    const adminUrl = await databaseOf("grown");
    const password = "test-password-of-a-role";
    const done = await migrate({ adminUrl, root, roles: { user: { password } } });
    expect(done.applied).toEqual(["user/0000_orders.sql"]);
    const url = new URL(workerUrl(adminUrl, "user", password));
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    expect((await client.query('select * from "user".purchase')).rows).toEqual([]);
    await client.end();
    expect(passwordName("user")).toBe("USER_DATABASE_PASSWORD");
    await rm(root, { recursive: true });
  });

  test("a role that was there before gets the limit of its statements", async () => {
    const role = roleOf("member");
    await database.query(`alter role ${role} reset statement_timeout`);
    await migrate({ adminUrl: database.adminUrl, roles });
    const [row] = await database.query<{ rolconfig: string[] }>(
      `select rolconfig from pg_roles where rolname = '${role}'`,
    );
    expect(row?.rolconfig).toContain("statement_timeout=6s");
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
    ["alter table a drop b", true],
    ["alter table a add c int, drop b", true],
    ["alter table a drop constraint b", false],
    ["alter table a rename b to c", true],
    ["alter table a alter column b set not null", true],
    ["alter table a alter b set not null", true],
    ["alter table a alter column b drop default", true],
    ["alter table a alter column b set default 1", false],
    ["alter table a alter b type bigint", true],
    ["alter table a add column b int not null", true],
    ["alter table a add b int NOT NULL", true],
    ["alter table a add column b int not null default 0", false],
    ["alter table a add column b int not null generated always as (c + 1) stored", false],
    ["alter table a add column b int", false],
    ["drop function f(int)", true],
    ["drop type mood", true],
    ["alter type mood rename value 'a' to 'b'", true],
    ["alter table a add constraint b check (c > 0)", true],
    ["alter table a add check (c > 0)", true],
    ["alter table a add constraint b foreign key (c) references d (e)", true],
    ["alter table a add constraint b foreign key (c) references d (e) not valid", false],
    ["alter table a add constraint b unique (c)", true],
    ["alter table a add constraint b unique using index i", false],
    ['create table s.a (b int); alter table "s"."a" add constraint b check (b > 0)', false],
    ["do $$ begin alter table a drop b; end $$", true],
    ["create function f() returns void as $$ begin truncate a; end $$ language plpgsql", false],
    ["insert into a values ('; drop table b')", false],
    ["/* drop table a */ select 1", false],
  ])("%s → refused: %s", (sql, refused) => {
    expect(contraction(sql) !== null).toBe(refused);
  });

  test("every migration of this clone passes", async () => {
    for (const worker of await migratedWorkers()) {
      const folder = new URL(`../workers/${worker}/db/migrations/`, import.meta.url);
      for (const name of (await readdir(folder)).filter((each) => each.endsWith(".sql"))) {
        const text = await readFile(new URL(name, folder), "utf8");
        expect(`${name}: ${contraction(text)}`).toBe(`${name}: null`);
      }
    }
  });
});
