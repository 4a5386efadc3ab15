/** Laws of links that are asked for: nothing tells an account, nothing is opened by a click alone, each is used once. */

import { randomBytes } from "node:crypto";
import { LoginOutput } from "@edgemart/contracts/auth";
import type { LinkLook } from "@edgemart/contracts/links";
import { describe, expect, test } from "vitest";
import { type TestAuth, testAuth } from "../../test/fakes.ts";
import { linkToken } from "../core/links.ts";

const EMAIL = "mina@example.com";
const PASSWORD = "correct horse battery";
const NEXT = "another long passphrase";
const ACCOUNT = { email: EMAIL, password: PASSWORD, name: "Kim Mina", locale: "en" };

const verifying = () => testAuth({ REGISTER_MODE: "verify" });
const code = async (response: Response) => ((await response.json()) as { code: string }).code;
/** The token of the newest link, as notification would mail it. */
function mailed(auth: TestAuth, at = -1): string {
  const link = auth.links.rows.at(at);
  const secret = auth.config.AUTH_LINK_SECRETS.keys.get(link?.kid ?? "");
  if (!link || !secret) throw new Error("no link was made");
  return linkToken(secret, link.id, link.kind);
}
const address = (n: number) => ({ "x-internal-client-prefix": `198.51.100.${n}/32` });
/** A member with a password. */
async function member(auth: TestAuth, changes: object = {}) {
  await auth.members.register(
    { ...ACCOUNT, locale: "en", passwordHash: "x".repeat(60), idempotencyKey: null },
    { requestId: "r", traceparent: "", deadline: Date.now() + 60_000 },
  );
  const row = auth.members.rows.get(EMAIL);
  if (!row) throw new Error("no member");
  row.member = { ...row.member, ...changes };
  return row;
}

describe("identity 8, 56.31, auth 66: a forgotten password tells nobody whether there is an account", () => {
  test("known, unknown, disabled and without a password: equal bytes, headers, trips and hashes", async () => {
    const seen = [];
    for (const who of ["known", "unknown", "disabled", "no password"]) {
      const auth = testAuth();
      if (who !== "unknown") {
        const row = await member(auth, who === "disabled" ? { status: "disabled" } : {});
        if (who === "no password") row.passwordHash = null;
      }
      let windows = 0;
      const { takeWindow } = auth.deps.throttle;
      auth.deps.throttle.takeWindow = (...asked) => {
        windows++;
        return takeWindow(...asked);
      };
      const { calls } = auth.members;
      const answer = await auth.post("password/forgot", { email: EMAIL });
      const { "x-request-id": _, ...headers } = Object.fromEntries(answer.headers);
      seen.push([
        ...[answer.status, await answer.text(), headers, windows],
        ...[auth.members.calls - calls, auth.hasher.calls],
      ]);
      const isMailed = who === "known" || who === "no password";
      expect([who, auth.links.told.length]).toEqual([who, isMailed ? 1 : 0]);
    }
    for (const each of seen) expect(each).toEqual(seen[0]);
    expect(seen[0]?.[0]).toBe(202);
  });

  test("identity 7, 56.32: an address, its tags and Gmail's dots get 3 mails an hour and 10 a day", async () => {
    const auth = testAuth();
    await member(auth);
    const row = auth.members.rows.get(EMAIL);
    if (!row) throw new Error("no member");
    for (const tagged of ["mina+a@example.com", "mina+b@example.com"]) {
      auth.members.rows.set(tagged, { ...row, member: { ...row.member, email: tagged } });
    }
    for (let hour = 0; hour < 5; hour++) {
      for (let n = 0; n < 6; n++) {
        const email = [EMAIL, "mina+a@example.com", "mina+b@example.com"][n % 3];
        const answer = await auth.post("password/forgot", { email }, address(n));
        expect(answer.status).toBe(202);
      }
      auth.clock.ms += 3_601_000;
    }
    expect(auth.links.told).toHaveLength(10);
  });

  test("identity 7, 56.32: the 31st of one prefix is 429, which tells of no account", async () => {
    const auth = testAuth();
    const statuses = [];
    for (let n = 0; n < 31; n++) {
      statuses.push((await auth.post("password/forgot", { email: `m${n}@example.com` })).status);
    }
    expect(statuses).toEqual([...Array(30).fill(202), 429]);
  });
});

describe("identity 15–17: a reset by a mailed link", () => {
  async function asked(auth: TestAuth) {
    await auth.post("password/forgot", { email: EMAIL });
    return mailed(auth);
  }
  const reset = (auth: TestAuth, body: object) =>
    auth.post("password/reset", { newPassword: NEXT, ...body });

  test("identity 56.28: a weak password does not cost the link; used it is gone", async () => {
    const auth = testAuth();
    const row = await member(auth);
    const token = await asked(auth);
    const weak = await reset(auth, { token, newPassword: "mina-is-here!" });
    expect([weak.status, await code(weak)]).toEqual([422, "password_too_common"]);
    expect((await reset(auth, { token })).status).toBe(204);
    expect(row.member.emailVerified).toBe(true);
    const again = await reset(auth, { token });
    expect([again.status, await code(again)]).toEqual([400, "reset_invalid"]);
  });

  test("identity 56.29: without a token 422; with what another question gave, a challenge, a key or a link of another kind, 400", async () => {
    const auth = testAuth();
    const opened = await auth.post("register", ACCOUNT);
    const { tokens } = (await opened.json()) as { tokens: { accessToken: string } };
    expect((await reset(auth, {})).status).toBe(422);
    const passwordHash = auth.members.rows.get(EMAIL)?.passwordHash;
    await auth.post("email/verify", {}, { authorization: `Bearer ${tokens.accessToken}` });
    const others = ["", auth.deps.newSecret(32), mailed(auth)];
    for (const token of others) {
      const refused = await reset(auth, { token });
      expect([refused.status, await code(refused)]).toEqual([400, "reset_invalid"]);
    }
    expect(auth.members.rows.get(EMAIL)?.passwordHash).toBe(passwordHash);
  });

  test("identity 16: the page of the link names what a reset takes, and what is to be kept stays", async () => {
    for (const keepOtherWaysIn of [true, false]) {
      const auth = testAuth();
      const { id } = (await member(auth, { emailVerified: true })).member;
      const google = { issuer: "https://accounts.google.com", subject: "7", memberVersion: null };
      const call = { requestId: "r", traceparent: "", deadline: Date.now() + 60_000 };
      await auth.members.linkIdentity({ ...google, memberId: id }, call);
      const token = await asked(auth);
      const looked = (await (await auth.post("links/look", { token })).json()) as LinkLook;
      expect(looked.waysIn).toMatchObject([{ kind: "account", name: "Google" }]);
      expect((await reset(auth, { token, keepOtherWaysIn })).status).toBe(204);
      expect(auth.members.linked.size).toBe(keepOtherWaysIn ? 1 : 0);
    }
  });

  test("identity 56.27: of twenty at once one wins", async () => {
    const auth = testAuth();
    await member(auth);
    const token = await asked(auth);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        auth.post("password/reset", { token, newPassword: NEXT }, address(n)),
      ),
    );
    const won = answers.filter(({ status }) => status === 204);
    expect([won.length, answers.length - won.length]).toEqual([1, 19]);
  });

  test("identity 5, 56.55: a thief who changes the password in between does not void it; another address, a disabled account and a newer link do", async () => {
    const auth = testAuth();
    const row = await member(auth);
    const first = await asked(auth);
    auth.clock.ms += 1_000;
    const second = await asked(auth);
    row.passwordHash = "y".repeat(60);
    row.passwordChangedAt = "just now";
    auth.members.voidBelow.set(row.member.id, 99);
    expect((await reset(auth, { token: first })).status).toBe(400);
    row.member = { ...row.member, status: "disabled" };
    expect((await reset(auth, { token: second })).status).toBe(400);
    row.member = { ...row.member, status: "active", email: "other@example.com" };
    expect((await reset(auth, { token: second })).status).toBe(400);
    row.member = { ...row.member, email: EMAIL };
    expect((await reset(auth, { token: second })).status).toBe(204);
  });

  test("identity 56.61: cut off between use and effect it may be repeated after 30 s, and acts once", async () => {
    const auth = testAuth();
    const row = await member(auth);
    const token = await asked(auth);
    const { finish } = auth.links;
    auth.links.finish = async () => {
      throw new Error("the Worker stopped");
    };
    await reset(auth, { token });
    const after = row.passwordHash;
    expect(after).not.toBe("x".repeat(60));
    auth.links.finish = finish;
    expect((await reset(auth, { token, newPassword: "a third long passphrase" })).status).toBe(400);
    auth.clock.ms += 31_000;
    await reset(auth, { token, newPassword: "a third long passphrase" });
    expect(row.passwordHash).toBe(after);
  });

  test("identity L: without PostgreSQL or member it is 503, and the link unspent", async () => {
    const auth = testAuth();
    await member(auth);
    const token = await asked(auth);
    for (const what of ["postgres", "members"] as const) {
      auth.down[what] = true;
      expect((await reset(auth, { token })).status).toBe(503);
      auth.down[what] = false;
    }
    expect((await reset(auth, { token })).status).toBe(204);
  });
});

describe("identity 9–12, auth 13: registration by mail", () => {
  const browserKey = randomBytes(32).toString("base64url");
  const register = (auth: TestAuth, changes: object = {}) =>
    auth.post("register", { ...ACCOUNT, browserKey, ...changes });
  const confirm = (auth: TestAuth, body: object) => auth.post("register/confirm", body);

  test("auth 66: a free and a taken address are answered alike, with one hash each and the same trips", async () => {
    const seen = [];
    for (const taken of [false, true]) {
      const auth = verifying();
      if (taken) await member(auth);
      const { calls } = auth.members;
      const answer = await register(auth);
      const { "x-request-id": _, ...headers } = Object.fromEntries(answer.headers);
      seen.push([answer.status, await answer.text(), headers]);
      expect([auth.hasher.calls, auth.members.calls - calls]).toEqual([1, 2]);
      const [event] = auth.links.told;
      expect(event?.type).toBe(
        taken ? "auth.registration_repeated" : "auth.registration_requested",
      );
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]?.slice(0, 2)).toEqual([202, '{"status":"verification_sent"}']);
  });

  test("identity 56.1: nothing is made before the link is used; the same browser needs one click", async () => {
    const auth = verifying();
    await register(auth);
    expect(auth.members.rows.size).toBe(0);
    const token = mailed(auth);
    const looked = await auth.post("links/look", { token, browserKey });
    expect(await looked.json()).toMatchObject({
      ...{ kind: "register", asks: "nothing", email: "m…a@example.com", expiresIn: 86_400 },
    });
    auth.clock.ms += 60_000;
    const made = await confirm(auth, { token, browserKey });
    expect(made.status).toBe(201);
    const { member } = LoginOutput.parse(await made.json());
    expect(member).toMatchObject({ email: EMAIL, emailVerified: true });
    const [session] = auth.sessions.world.sessions.values();
    expect([session?.amr, (session?.createdAt ?? 0) - (session?.authTime ?? 0)]).toEqual([
      "pwd",
      60,
    ]);
    expect(await code(await confirm(auth, { token, browserKey }))).toBe("link_invalid");
  });

  test("identity 11, 56.2, 56.25: in another browser the password is asked; without it no try is lost, five wrong ones void the link", async () => {
    const auth = verifying();
    await register(auth);
    const token = mailed(auth);
    const looked = await auth.post("links/look", { token });
    expect(await looked.json()).toMatchObject({ asks: "password" });
    for (let n = 0; n < 8; n++) {
      const without = await confirm(auth, { token });
      expect([without.status, await code(without)]).toEqual([422, "validation_failed"]);
    }
    for (let n = 0; n < 4; n++) {
      const wrong = await auth.post("register/confirm", { token, password: NEXT }, address(n));
      expect([wrong.status, await code(wrong)]).toEqual([401, "invalid_credentials"]);
    }
    const other = verifying();
    await register(other);
    const good = mailed(other);
    for (let n = 0; n < 4; n++)
      await other.post("register/confirm", { token: good, password: NEXT }, address(n));
    expect((await confirm(other, { token: good, password: PASSWORD })).status).toBe(201);
    await auth.post("register/confirm", { token, password: NEXT }, address(9));
    expect(await code(await confirm(auth, { token, password: PASSWORD }))).toBe("link_invalid");
    expect(auth.members.rows.size).toBe(0);
  });

  test("identity 12, 56.3: two register one address; who confirms first has it, the other's link is invalid", async () => {
    const auth = verifying();
    await register(auth, { password: "the squatter's own", browserKey: undefined });
    const squatter = mailed(auth);
    await register(auth);
    expect((await confirm(auth, { token: mailed(auth), browserKey })).status).toBe(201);
    const late = await confirm(auth, { token: squatter, password: "the squatter's own" });
    expect([late.status, await code(late)]).toEqual([400, "link_invalid"]);
    expect(auth.members.rows.size).toBe(1);
  });

  test("identity 11: “this was not me” forgets it, and says nothing of what there was", async () => {
    const auth = verifying();
    await register(auth);
    const token = mailed(auth);
    const answers = [];
    for (const each of [token, token, "x".repeat(43), ""]) {
      const answer = await auth.post("register/refuse", { token: each });
      answers.push([answer.status, await answer.text()]);
    }
    expect(answers).toEqual(Array(4).fill([204, ""]));
    expect(await code(await confirm(auth, { token, browserKey }))).toBe("link_invalid");
  });

  test("identity 10: again mails the same browser's newest link; of another browser or none nothing, alike", async () => {
    const auth = verifying();
    await register(auth);
    const keys = [browserKey, randomBytes(32).toString("base64url")];
    const answers = [];
    for (const key of keys) {
      const again = await auth.post("register/again", { email: EMAIL, browserKey: key });
      answers.push([again.status, await again.text()]);
    }
    expect(answers[0]).toEqual(answers[1]);
    const [first, second, ...more] = auth.links.told;
    expect([second?.data, more]).toEqual([first?.data, []]);
    expect(second?.id).not.toBe(first?.id);
  });

  test("identity 12: “you already have an account” goes out once a day", async () => {
    const auth = verifying();
    await member(auth);
    for (let n = 0; n < 3; n++) await register(auth);
    expect(auth.links.told).toHaveLength(1);
  });

  test("identity 7: more mails than it may to addresses without account are not sent", async () => {
    const auth = testAuth({ REGISTER_MODE: "verify", UNASKED_MAILS_MAX: 2 });
    for (let n = 0; n < 4; n++) await register(auth, { email: `m${n}@example.com` });
    expect(auth.links.told).toHaveLength(2);
    expect(auth.audit).toContainEqual({
      ...{ event: "excess_rate_limit_exceeded", outcome: "unasked_mails" },
    });
  });

  test("identity 6: a token of one kind serves at no other's route, and every miss is one answer", async () => {
    const auth = verifying();
    await register(auth);
    const token = mailed(auth);
    const wrong = await auth.post("password/reset", { token, newPassword: NEXT });
    expect([wrong.status, await code(wrong)]).toEqual([400, "reset_invalid"]);
    const misses = [];
    for (const each of ["", "x".repeat(43), `${token}x`, "é"]) {
      const miss = await auth.post("links/look", { token: each });
      misses.push([miss.status, await code(miss)]);
    }
    expect(misses).toEqual(Array(4).fill([400, "link_invalid"]));
    // Another environment has other secrets, so its tokens are unknown here.
    expect((await auth.post("links/look", { token })).status).toBe(200);
  });
});
