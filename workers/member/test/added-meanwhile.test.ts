/** A way in that is added while its account is recovered goes with the others, on a real PostgreSQL with two connections. */
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import type { Deps } from "../src/ports.ts";
import { replaceCredential } from "../src/rpc/member-credentials.ts";
import { undoEmail } from "../src/rpc/member-emails.ts";
import { resetFactors } from "../src/rpc/member-factors.ts";
import { claimIdentity } from "../src/rpc/member-identities.ts";
import { passkeysOf } from "../src/rpc/member-passkeys.ts";
import { TEST_FACTS } from "./office.ts";

const EMAIL = "mina@example.com";
const HASH = `h2$k1$2b$10$${"a".repeat(53)}`;
let database: TestDatabase;
let deps: Deps;
let memberId: string;
let adminId: string;

beforeAll(async () => {
  const [started, signer] = await Promise.all([startTestDatabase(), tokenSigner()]);
  database = started;
  const config = readMemberConfig({
    ...signer.vars,
    // Nothing here marks tokens.
    UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
    UPSTASH_REDIS_REST_TOKEN: "none",
    DATABASE_URL: database.urlOf("member"),
  });
  deps = depsOf(config, TEST_FACTS);
}, 30_000);
afterAll(() => database?.stop());
beforeEach(async () => {
  await database.query("truncate member.member cascade");
  [memberId, adminId] = [newId("member"), newId("member")];
  await database.query(
    `insert into member.member (id, email, email_norm, name, locale, role)
     values ($1, $3, $3, 'Mina', 'ko', 'member'), ($2, 'a@example.com', 'a@example.com', 'A', 'ko', 'admin')`,
    [memberId, adminId, EMAIL],
  );
  await database.query(
    `insert into member.email_hold (email_norm, member_id, since, until)
     values ('old@example.com', $1, now(), now() + interval '1 day')`,
    [memberId],
  );
});

/** What takes passkeys away. */
const RECOVERIES: Record<string, () => Promise<unknown>> = {
  "a reset": () =>
    replaceCredential(
      {
        ...{ memberId, expectedHash: null, passwordHash: HASH, sessionsVoidBefore: 1 },
        ...{ reason: "reset", link: { id: newId("link"), emailNorm: EMAIL, isMailed: true } },
      },
      "r",
      deps,
    ),
  "an undone change of the address": () =>
    undoEmail(
      { email: "old@example.com", linkId: newId("link"), memberId, sessionsVoidBefore: 1 },
      deps,
    ),
  "a claim by the mailbox": () =>
    claimIdentity(
      {
        ...{ issuer: "https://accounts.google.com", subject: "7", linkId: newId("link") },
        ...{ memberId, memberVersion: 1, isEmptied: true, sessionsVoidBefore: 1 },
      },
      "r",
      deps,
    ),
  "a reset of the second factor": () => resetFactors({ actorId: adminId, memberId }, "r", deps),
};

test.each(Object.keys(RECOVERIES))(
  "identity 57a: a passkey that is being added when %s begins goes too",
  async (name) => {
    const adding = new pg.Client({ connectionString: database.adminUrl });
    await adding.connect();
    try {
      await adding.query("begin");
      await adding.query("select from member.member where id = $1 for no key update", [memberId]);
      await adding.query(
        `insert into member.passkey (id, member_id, slot, credential_id, public_key, counter, backup_eligible, backed_up,
                                     transports, aaguid, rp_id, name)
         values ($1, $2, 0, $3, '\\x6b', 0, false, false, '{}', 'a', 'r', 'Phone')`,
        [newId("passkey"), memberId, "c".repeat(22)],
      );
      const recovering = RECOVERIES[name]?.();
      await vi.waitFor(
        async () => {
          const [row] = await database.query<{ n: number }>(
            "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'",
          );
          expect(row?.n, "it waits for the one that adds").toBe(1);
        },
        { timeout: 5_000, interval: 20 },
      );
      await adding.query("commit");
      expect(await recovering).not.toMatchObject({ ok: false });
      expect(await passkeysOf(memberId, deps)).toEqual([]);
    } finally {
      await adding.end();
    }
  },
);
