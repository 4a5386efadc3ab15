/** The audit on a real PostgreSQL: what the role may do, what the chain shows, what a failure costs. */

import { connectPostgres } from "@edgemart/postgres/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { auditState } from "../../../tools/audit-verify.ts";
import { postgresAudit } from "../src/adapters/audit-store.postgres.ts";
import type { AuditRecord, AuditStore } from "../src/ports.ts";

let database: TestDatabase;
let audit: AuditStore;
beforeAll(async () => {
  database = await startTestDatabase();
  audit = postgresAudit(connectPostgres(database.urlOf("auth")));
});
afterAll(() => database.stop());

const record = (change: Partial<AuditRecord> = {}): AuditRecord => ({
  ...{ event: "authn_login_success", outcome: "ok", happenedMs: 1_790_000_000_123 },
  ...{ requestId: "r-1", addressPrefix: "203.0.113.7/32", userAgentHash: "0123456789abcdef" },
  ...change,
});
/** As if the rows had been written long ago: only then may they be sealed. */
const settle = () =>
  database.query(
    "update auth.audit_event set at = at - interval '2 minutes' where at > now() - interval '1 minute'",
  );
const state = () => auditState(database.adminUrl);

test("auth 80: events are kept with what they say, and what is young waits for its seal", async () => {
  await audit.keep([
    record({ memberId: "mem_1", sessionId: "ses_1" }),
    record({ account: "d'); --" }),
  ]);
  const rows = await database.query<Record<string, unknown>>(
    "select event, member_id, account, session_id, extract(epoch from happened_at)::float8 as at from auth.audit_event order by id",
  );
  expect(rows).toEqual([
    {
      event: "authn_login_success",
      member_id: "mem_1",
      account: null,
      session_id: "ses_1",
      at: 1_790_000_000.123,
    },
    {
      event: "authn_login_success",
      member_id: null,
      account: "d'); --",
      session_id: null,
      at: 1_790_000_000.123,
    },
  ]);
  expect(await audit.seal()).toBeNull();
  expect(await state()).toMatchObject({ seals: 0, open: 2, breaches: [] });
});

test("auth 80: administrators read it in pages, newest first, of all or of one member", async () => {
  const all = { memberId: null, before: null, limit: 10 };
  const [newest, oldest] = await audit.list(all);
  expect(newest).toEqual({
    ...{ id: "2", at: "2026-09-21T14:13:20.123Z", event: "authn_login_success", outcome: "ok" },
    ...{ memberId: null, account: "d'); --", sessionId: null, requestId: "r-1" },
    addressPrefix: "203.0.113.7/32",
  });
  expect(oldest).toMatchObject({ id: "1", memberId: "mem_1", sessionId: "ses_1" });
  expect(await audit.list({ ...all, before: "2" })).toEqual([oldest]);
  expect(await audit.list({ ...all, limit: 1 })).toEqual([newest]);
  expect(await audit.list({ ...all, memberId: "mem_1" })).toEqual([oldest]);
  expect(await audit.list({ ...all, memberId: "mem_2" })).toEqual([]);
});

test("auth 80: of eight clocks at once one makes each seal, and the chain is complete", async () => {
  await settle();
  const made = (await Promise.all(Array.from({ length: 8 }, () => audit.seal()))).filter(
    (seal) => seal !== null,
  );
  expect(made).toEqual([{ number: 1, events: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
  await audit.keep([record(), record(), record()]);
  await settle();
  const second = await audit.seal();
  expect(second).toMatchObject({ number: 2, events: 3 });
  expect(await state()).toEqual({ seals: 2, sealed: 5, open: 0, head: second?.hash, breaches: [] });
});

test.each([
  ["a changed event", "update auth.audit_event set outcome = 'nothing' where id = 1", ["seal 1"]],
  ["a removed event", "delete from auth.audit_event where id = 4", ["seal 2", "seal 2"]],
  [
    "an event slipped in",
    `insert into auth.audit_event (id, at, happened_at, event, outcome, request_id, address_prefix, user_agent_hash)
     overriding system value values (-5, now(), now(), 'authz_fail', 'x', 'r', 'p', 'h')`,
    ["seal 1", "seal 1"],
  ],
  [
    "a seal taken out",
    "delete from auth.audit_seal where number = 1",
    ["seal 2", "seal 2", "seal 2", "seal 2"],
  ],
  [
    "a seal written anew",
    "update auth.audit_seal set hash = repeat('0', 64) where number = 1",
    ["seal 1", "seal 2"],
  ],
])("auth 80: %s is found", async (_what, tamper, seals) => {
  await database.query("create table public.kept_event as table auth.audit_event");
  await database.query("create table public.kept_seal as table auth.audit_seal");
  await database.query(tamper);
  const { breaches } = await state();
  expect(breaches.map((breach) => breach.slice(0, 6))).toEqual(seals);
  await database.query(`
    delete from auth.audit_event; delete from auth.audit_seal;
    insert into auth.audit_event overriding system value select * from public.kept_event;
    insert into auth.audit_seal select * from public.kept_seal;
    drop table public.kept_event, public.kept_seal`);
  expect((await state()).breaches).toEqual([]);
});

test("auth 80: the Worker's role adds and reads, and may neither change nor remove", async () => {
  const granted = await database.query(
    `select table_name t, privilege_type p from information_schema.role_table_grants
      where grantee = 'edgemart_auth' and table_schema = 'auth' and table_name like 'audit%' order by 1, 2`,
  );
  expect(granted).toEqual([
    { t: "audit_event", p: "INSERT" },
    { t: "audit_event", p: "SELECT" },
    { t: "audit_seal", p: "INSERT" },
    { t: "audit_seal", p: "SELECT" },
  ]);
});
