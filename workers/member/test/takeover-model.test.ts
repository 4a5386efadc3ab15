/** What the model of `prove --of takeover` says a statement decides, PostgreSQL decides: the same calls to both, one after another. */
import type { Result } from "@edgemart/contracts/result";
import { type Random, randomFrom, seedOf } from "@edgemart/testkit/random";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { MemberModel } from "../../auth/test/takeover/member-model.ts";
import { depsOf } from "../src/deps.ts";
import { readMemberConfig } from "../src/env.ts";
import type { Deps } from "../src/ports.ts";
import { credentialOfId, register, replaceCredential } from "../src/rpc/member-credentials.ts";
import { heldFor, moveEmail, undoEmail, verifyEmail } from "../src/rpc/member-emails.ts";
import { factorOf, setFactor } from "../src/rpc/member-factors.ts";
import {
  claimIdentity,
  identitiesOf,
  linkIdentity,
  unlinkIdentity,
} from "../src/rpc/member-identities.ts";
import { addPasskey, passkeysOf, removePasskey } from "../src/rpc/member-passkeys.ts";
import { TEST_FACTS } from "./office.ts";

const SEED = 20_261_201;
const SCHEDULES = process.env.EDGEMART_FULL === "1" ? 500 : 12;
const CALLS = 16;
const EMAILS = ["mina@example.com", "thief@example.net", "third@example.org"] as const;
const ISSUER = "https://accounts.google.com";
const CALL = { requestId: "r", traceparent: "", deadline: Number.MAX_SAFE_INTEGER };

let database: TestDatabase;
let deps: Deps;
beforeAll(async () => {
  const [started, signer] = await Promise.all([startTestDatabase(), tokenSigner()]);
  database = started;
  const redis = { UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1", UPSTASH_REDIS_REST_TOKEN: "none" };
  const env = { ...signer.vars, ...redis, DATABASE_URL: database.urlOf("member") };
  deps = depsOf(readMemberConfig(env), TEST_FACTS);
}, 30_000);
afterAll(() => database?.stop());

/** One account in both. */
interface Twin {
  model: string;
  real: string;
}

class Play {
  passedMs = 0;
  readonly model = new MemberModel(() => Date.now() + this.passedMs);
  readonly port = this.model.port();
  readonly twins: Twin[] = [];
  readonly links: string[] = [];
  readonly random: Random;
  #hashes = 0;

  constructor(seed: number) {
    this.random = randomFrom(seed);
  }

  hash(): string {
    return `h2$k1$2b$10$${String(++this.#hashes).padStart(53, "a")}`;
  }

  /** A new link, or one that acted before. */
  linkId(): string {
    const [used] = this.links;
    if (used && this.random.chance(0.15)) return used;
    const made = newId("link");
    this.links.unshift(made);
    return made;
  }

  /** Rows are made older: the clock of PostgreSQL goes on as it does. */
  async pass(seconds: number): Promise<void> {
    this.passedMs += seconds * 1000;
    const back = `- make_interval(secs => ${seconds})`;
    await database.query(
      `update member.totp set created_at = created_at ${back}, active_at = active_at ${back}, next_at = next_at ${back}`,
    );
    await database.query(
      `update member.email_hold set since = since ${back}, until = until ${back}`,
    );
  }

  async was({ model, real }: Twin) {
    const [ours, theirs] = [
      await this.port.credentialOfId(model, CALL),
      await credentialOfId(real, deps),
    ];
    const of = (known: typeof ours) => ({
      emailNorm: known?.member.email ?? "",
      passwordChangedAt: known?.passwordChangedAt ?? null,
      sessionsVoidBelow: known?.sessionsVoidBelow ?? 0,
    });
    return { ours: of(ours), theirs: of(theirs), version: ours?.member.version ?? 1 };
  }
}

const told = (answer: boolean | Result<unknown, never> | { ok: boolean }) => {
  if (typeof answer === "boolean") return String(answer);
  return answer.ok ? "ok" : (answer as { error: { code: string } }).error.code;
};

/** One call to both. @returns what both answered */
async function call(play: Play): Promise<[string, string]> {
  const { model, port, random, twins } = play;
  const email = random.pick(EMAILS);
  const twin = twins[random.between(0, Math.max(0, twins.length - 1))];
  if (!twin || random.chance(0.12)) {
    const input = {
      ...{ email, name: "Kim", locale: "en" as const, passwordHash: play.hash() },
      ...{ idempotencyKey: null, emailVerified: random.chance(0.7) },
    };
    const [ours, theirs] = [await port.register(input, CALL), await register(input, deps)];
    if (ours.ok && theirs.ok) {
      twins.push({ model: ours.value.member.id, real: theirs.value.member.id });
    }
    return [told(ours), told(theirs)];
  }
  const both = <T>(go: (memberId: string, isOurs: boolean) => T) =>
    [go(twin.model, true), go(twin.real, false)] as const;
  const { ours, theirs, version } = await play.was(twin);
  const linkId = play.linkId();
  const sessionVersion = random.pick([undefined, version, Math.max(1, version - 1)]);
  const google = { issuer: ISSUER, subject: random.pick(["1", "2"]) };
  switch (random.between(0, 11)) {
    case 0:
    case 1: {
      const link = {
        id: linkId,
        emailNorm: random.chance(0.8) ? ours.emailNorm : email,
        isMailed: random.chance(0.7),
      };
      const change = {
        ...{ expectedHash: null, passwordHash: play.hash(), reason: "reset" as const, link },
        ...{ sessionsVoidBefore: 1, keepOtherWaysIn: random.chance(0.3) },
      };
      const [a, b] = both((memberId) => ({ ...change, memberId }));
      return [
        told(await port.replaceCredential(a, CALL)),
        told(await replaceCredential(b, "r", deps)),
      ];
    }
    case 2: {
      const role = random.pick(["admin", "member"] as const);
      const account = model.byId(twin.model);
      if (account) account.member = { ...account.member, role };
      await database.query("update member.member set role = $2 where id = $1", [twin.real, role]);
      return ["", ""];
    }
    case 3:
    case 4: {
      const credentialId = `device-${random.between(1, 6)}`.padEnd(22, "0");
      const key = {
        ...{ credentialId, publicKey: "k".repeat(40), counter: 0, backupEligible: true },
        ...{
          backedUp: true,
          transports: [],
          aaguid: "a",
          rpId: "r",
          name: "Phone",
          sessionVersion,
        },
      };
      const [a, b] = both((memberId) => ({ ...key, memberId }));
      return [told(await port.addPasskey(a, CALL)), told(await addPasskey(b, "r", deps))];
    }
    case 5: {
      const [own] = await port.passkeysOf(twin.model, CALL);
      const other = (await passkeysOf(twin.real, deps)).find(
        ({ credentialId }) => credentialId === own?.credentialId,
      );
      const [a, b] = [
        { memberId: twin.model, id: own?.id ?? newId("passkey") },
        { memberId: twin.real, id: other?.id ?? newId("passkey") },
      ];
      return [told(await port.removePasskey(a, CALL)), told(await removePasskey(b, "r", deps))];
    }
    case 6: {
      const memberVersion = random.chance(0.5) ? null : version;
      const [a, b] = both((memberId) => ({ ...google, memberId, memberVersion, sessionVersion }));
      return [told(await port.linkIdentity(a, CALL)), told(await linkIdentity(b, "r", deps))];
    }
    case 7: {
      const [own] = await port.identitiesOf(twin.model, CALL);
      const [other] = await identitiesOf(twin.real, deps);
      const [a, b] = [
        { memberId: twin.model, id: own?.id ?? newId("identity") },
        { memberId: twin.real, id: other?.id ?? newId("identity") },
      ];
      return [told(await port.unlinkIdentity(a, CALL)), told(await unlinkIdentity(b, "r", deps))];
    }
    case 8: {
      const claim = { ...google, linkId, isEmptied: random.chance(0.6), sessionsVoidBefore: 1 };
      const [a, b] = both((memberId) => ({ ...claim, memberId, memberVersion: version }));
      return [told(await port.claimIdentity(a, CALL)), told(await claimIdentity(b, "r", deps))];
    }
    case 9:
      return factor(play, twin, sessionVersion);
    case 10: {
      const undoLinkId = newId("link");
      const [a, b] = [
        { memberId: twin.model, was: ours, linkId, email, undoLinkId },
        { memberId: twin.real, was: theirs, linkId, email, undoLinkId },
      ];
      if (email === ours.emailNorm) {
        return [told(await port.verifyEmail(a, CALL)), told(await verifyEmail(strip(b), deps))];
      }
      return [told(await port.moveEmail(a, CALL)), told(await moveEmail(b, deps))];
    }
    default: {
      const [a, b] = both((memberId) => ({ memberId, linkId, email, sessionsVoidBefore: 1 }));
      return [told(await port.undoEmail(a, CALL)), told(await undoEmail(b, deps))];
    }
  }
}

const strip = ({ linkId, memberId, was }: { linkId: string; memberId: string; was: object }) => ({
  ...{ linkId, memberId, was },
});

async function factor(
  { port, random }: Play,
  twin: Twin,
  sessionVersion: number | undefined,
): Promise<[string, string]> {
  const to = random.pick(["pending", "active", "active", "codes", "off"] as const);
  const secret = "sealed secret of a factor";
  const recoveryHashes = Array.from({ length: 10 }, () => "c".repeat(60));
  const input = {
    pending: { to: "pending" as const, secret },
    active: { to: "active" as const, secret, step: 1, recoveryHashes, sessionVersion },
    codes: { to: "codes" as const, recoveryHashes, sessionVersion },
    off: { to: "off" as const },
  };
  const set = async (memberId: string, isOurs: boolean) => {
    // A factor that is to be turned on is set up just before.
    const first = { ...input.pending, memberId };
    if (to === "active") await (isOurs ? port.setFactor(first, CALL) : setFactor(first, "r", deps));
    const change = { ...input[to], memberId };
    return told(await (isOurs ? port.setFactor(change, CALL) : setFactor(change, "r", deps)));
  };
  return [await set(twin.model, true), await set(twin.real, false)];
}

/** What an account is, without its ids and times. */
async function shown(play: Play, { model, real }: Twin) {
  const { port } = play;
  const of = (
    known: Awaited<ReturnType<typeof credentialOfId>>,
    keys: Awaited<ReturnType<typeof passkeysOf>>,
    identities: unknown[],
    own: Awaited<ReturnType<typeof factorOf>>,
  ) => ({
    ...{ email: known?.member.email, isVerified: known?.member.emailVerified },
    ...{ version: known?.member.version, voidBelow: known?.sessionsVoidBelow },
    ...{ hash: known?.passwordHash, factors: known?.factors, identities: identities.length },
    keys: keys.map(({ credentialId, secondOnly }) => [credentialId, secondOnly]).sort(),
    ...{ pending: own?.pending, isActive: own?.active !== null },
  });
  return [
    of(
      await port.credentialOfId(model, CALL),
      await port.passkeysOf(model, CALL),
      await port.identitiesOf(model, CALL),
      await port.factorOf(model, CALL),
    ),
    of(
      await credentialOfId(real, deps),
      await passkeysOf(real, deps),
      await identitiesOf(real, deps),
      await factorOf(real, deps),
    ),
  ] as const;
}

test(`identity 57: ${SCHEDULES} seeds of calls come to the same rows in the model and in PostgreSQL`, async () => {
  for (let index = 0; index < SCHEDULES; index++) {
    const seed = seedOf(SEED, index);
    const play = new Play(seed);
    await database.query("truncate member.member, member.outbox cascade");
    for (let n = 0; n < CALLS; n++) {
      if (play.random.chance(0.15)) await play.pass(play.random.pick([300, 700, 8 * 86_400]));
      const [ours, theirs] = await call(play);
      expect(ours, `seed ${seed}, call ${n}`).toBe(theirs);
    }
    for (const twin of play.twins) {
      const [ours, theirs] = await shown(play, twin);
      expect(ours, `seed ${seed}`).toEqual(theirs);
    }
    for (const email of EMAILS) {
      const [ours, theirs] = [await play.port.heldFor(email, CALL), await heldFor(email, deps)];
      const twin = play.twins.find(({ model }) => model === ours);
      expect(twin?.real ?? null, `seed ${seed}`).toBe(theirs);
    }
  }
});
