/** Laws of another e-mail address: nothing tells an account, the mailbox alone moves nothing, and the first owner wins. */
import { LoginOutput } from "@edgemart/contracts/auth";
import { describe, expect, test } from "vitest";
import { adminToken } from "../../test/admin-token.ts";
import { type TestAuth, testAuth } from "../../test/fakes.ts";
import { linkToken } from "../core/links.ts";

const [OLD, NEW, TAKEN] = ["mina@example.com", "mina@new.example", "jun@example.com"];
const PASSWORD = "correct horse battery";

const code = async (response: Response) => ((await response.json()) as { code: string }).code;
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const told = (auth: TestAuth) => auth.links.told.map(({ type }) => type);
/** The token of a member's newest link of a kind, as its mail holds it. */
function mailed(auth: TestAuth, kind: string): string {
  const link = auth.links.rows.findLast((row) => row.kind === kind);
  const secret = auth.config.AUTH_LINK_SECRETS.keys.get(link?.kid ?? "");
  if (!link || !secret) throw new Error(`no link of ${kind} was made`);
  return linkToken(secret, link.id, link.kind);
}
async function registered(auth: TestAuth, email: string) {
  const answer = await auth.post("register", { email, password: PASSWORD, name: "Kim" });
  const { tokens } = (await answer.json()) as { tokens: { accessToken: string } };
  return tokens.accessToken;
}
const ask = (auth: TestAuth, token: string, email: string) =>
  auth.post("email/change", { email }, bearer(token));
async function asked(auth: TestAuth, token: string, email = NEW) {
  expect((await ask(auth, token, email)).status).toBe(202);
  return mailed(auth, "email_change");
}
const confirm = (auth: TestAuth, token: string, how: object = { password: PASSWORD }) =>
  auth.post("email/confirm", { token, ...how });
const emailOf = (auth: TestAuth) => [...auth.members.rows.keys()][0];

describe("identity 18: a change is asked for", () => {
  test("identity 56.33: free, taken and held: equal bytes, headers and trips, and the present address hears of each", async () => {
    const seen = [];
    for (const kind of ["free", "taken", "held"]) {
      const auth = testAuth();
      const token = await registered(auth, OLD);
      const memberId = auth.members.rows.get(OLD)?.member.id ?? "";
      if (kind === "taken") await registered(auth, TAKEN);
      if (kind === "held") auth.members.holds.set(TAKEN, { memberId: "mem_other", since: 1 });
      const { calls } = auth.members;
      const answer = await ask(auth, token, TAKEN);
      const { "x-request-id": _, ...headers } = Object.fromEntries(answer.headers);
      seen.push([answer.status, await answer.text(), headers, auth.members.calls - calls]);
      const [event] = auth.links.told;
      expect(told(auth)).toEqual([
        kind === "free" ? "auth.email_change_requested" : "auth.email_change_refused",
      ]);
      const about = kind === "free" ? { memberId } : { askedBy: memberId };
      expect(event?.data).toMatchObject(about);
      expect(JSON.stringify(auth.links.told)).not.toContain("@");
    }
    for (const each of seen) expect(each).toEqual(seen[0]);
    expect(seen[0]?.[0]).toBe(202);
  });

  test("needs a recent proof, and refuses the address the account has", async () => {
    const auth = testAuth();
    const stale = await adminToken(auth, 1_000, "member");
    const late = await ask(auth, stale, NEW);
    expect([late.status, await code(late)]).toEqual([401, "reauthentication_required"]);
    const token = await registered(auth, OLD);
    expect((await ask(auth, token, "Mina@Example.com")).status).toBe(422);
    expect(auth.links.told).toEqual([]);
  });
});

describe("identity 19: a change is confirmed", () => {
  test("identity 56.34: who reads the new mailbox alone is asked for the password; a refused one does not cost the link", async () => {
    const auth = testAuth();
    const token = await asked(auth, await registered(auth, OLD));
    expect((await confirm(auth, token, {})).status).toBe(422);
    const wrong = await confirm(auth, token, { password: "a guess of a stranger" });
    expect([wrong.status, await code(wrong)]).toEqual([401, "invalid_credentials"]);
    const other = await registered(auth, TAKEN);
    expect((await confirm(auth, token, { accessToken: other })).status).toBe(422);
    expect((await confirm(auth, token)).status).toBe(204);
    expect(auth.members.rows.get(NEW)?.member.emailVerified).toBe(true);
    const again = await confirm(auth, token);
    expect([again.status, await code(again)]).toEqual([400, "link_invalid"]);
  });

  test("the member's own session is enough, and is the one that stays", async () => {
    const auth = testAuth();
    const accessToken = await registered(auth, OLD);
    const login = { email: OLD, password: PASSWORD };
    const other = LoginOutput.parse(await (await auth.post("login", login)).json());
    const token = await asked(auth, accessToken);
    expect((await confirm(auth, token, { accessToken })).status).toBe(204);
    const active = async (token: string) =>
      ((await (await auth.post("verify", { token })).json()) as { active: boolean }).active;
    expect([await active(accessToken), await active(other.accessToken)]).toEqual([true, false]);
  });

  test("the link back is made before the account moves, and none is left of a move that was refused", async () => {
    const auth = testAuth();
    const token = await asked(auth, await registered(auth, OLD));
    await registered(auth, NEW);
    const late = await confirm(auth, token);
    expect([late.status, await code(late)]).toEqual([409, "email_taken"]);
    expect(auth.links.rows.filter(({ kind }) => kind === "email_undo")).toEqual([]);
    expect(auth.members.undoLinks).toEqual([]);
  });

  test("identity 56.6: a newer password and another kind of link do nothing", async () => {
    const auth = testAuth();
    const token = await asked(auth, await registered(auth, OLD));
    const elsewhere = await auth.post("email/undo", { token });
    expect([elsewhere.status, await code(elsewhere)]).toEqual([400, "link_invalid"]);
    await auth.post("password/forgot", { email: OLD });
    await auth.post("password/reset", {
      token: mailed(auth, "reset"),
      newPassword: "a newer one, longer",
    });
    expect((await confirm(auth, token, { password: "a newer one, longer" })).status).toBe(400);
    expect(emailOf(auth)).toBe(OLD);
  });
});

describe("identity 20: a change is taken back", () => {
  async function moved(auth: TestAuth, from: string, to: string) {
    const login = { email: from, password: PASSWORD };
    const { accessToken } = LoginOutput.parse(await (await auth.post("login", login)).json());
    expect((await confirm(auth, await asked(auth, accessToken, to))).status).toBe(204);
    return mailed(auth, "email_undo");
  }
  const undo = (auth: TestAuth, token: string) => auth.post("email/undo", { token });

  test("identity 56.35: a thief moves on and on; the owner's link is the older one and wins, with no other way in left", async () => {
    const auth = testAuth();
    await registered(auth, OLD);
    const owners = await moved(auth, OLD, NEW);
    const thiefs = await moved(auth, NEW, "thief@example.com");
    expect((await undo(auth, owners)).status).toBe(204);
    const row = auth.members.rows.get(OLD);
    expect(row?.passwordHash).toBeNull();
    expect((await auth.post("login", { email: OLD, password: PASSWORD })).status).toBe(401);
    for (const used of [thiefs, owners]) expect((await undo(auth, used)).status).toBe(400);
    expect(told(auth).at(-1)).toBe("auth.reset_requested");
    const reset = { token: mailed(auth, "reset"), newPassword: "the owner's next one" };
    expect((await auth.post("password/reset", reset)).status).toBe(204);
  });

  test("identity 20: who asks for a password with a held address is mailed its link back once more, as is who registers", async () => {
    const auth = testAuth({ REGISTER_MODE: "verify" });
    await auth.members.register(
      { email: OLD, name: "Kim", locale: "en", passwordHash: "x".repeat(60), idempotencyKey: null },
      { requestId: "r", traceparent: "", deadline: 0 },
    );
    const memberId = auth.members.rows.get(OLD)?.member.id ?? "";
    const was = { emailNorm: OLD, passwordChangedAt: "at first", sessionsVoidBelow: 0 };
    const undoLinkId = auth.deps.newLinkId();
    const { makeLink } = await import("./links.ts");
    const credential = await auth.deps.members.credentialOfId(memberId, {
      ...{ requestId: "r", traceparent: "", deadline: Date.now() + 60_000 },
    });
    const order = { kind: "email_undo", credential, email: OLD, locale: "en" } as const;
    const { id } = await makeLink(auth.deps, { ...order, event: () => null });
    const linkId = auth.deps.newLinkId();
    await auth.members.moveEmail(
      { memberId, linkId, undoLinkId, was, email: NEW },
      { requestId: "r", traceparent: "", deadline: 0 },
    );
    expect((await auth.post("password/forgot", { email: OLD })).status).toBe(202);
    const account = { email: OLD, password: PASSWORD, name: "Somebody" };
    expect((await auth.post("register", account)).status).toBe(202);
    expect(auth.links.told.map(({ data, type }) => [type, data.linkId])).toEqual([
      ["auth.reset_requested", id],
      ["auth.reset_requested", id],
    ]);
    expect(auth.links.rows.map(({ kind }) => kind)).toEqual(["email_undo"]);
  });
});

describe("identity 13: an address is confirmed", () => {
  test("identity 56.58: a click without session is asked for the password; confirmed it is, and no second mail is sent", async () => {
    const auth = testAuth();
    const accessToken = await registered(auth, OLD);
    expect((await auth.post("email/verify", {}, bearer(accessToken))).status).toBe(202);
    const token = mailed(auth, "verify");
    expect((await auth.post("email/verify/confirm", { token })).status).toBe(422);
    expect((await auth.post("email/verify/confirm", { token, accessToken })).status).toBe(204);
    expect(auth.members.rows.get(OLD)?.member.emailVerified).toBe(true);
    expect((await auth.post("email/verify", {}, bearer(accessToken))).status).toBe(202);
    expect(told(auth)).toEqual(["auth.verify_requested"]);
  });
});
