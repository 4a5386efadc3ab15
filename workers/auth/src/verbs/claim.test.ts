/** Laws of a claim: an account that no one confirmed goes to who reads its mailbox, in the browser that began, once. */
import { LoginOutput } from "@edgemart/contracts/auth";
import type { OidcStarted } from "@edgemart/contracts/google";
import { describe, expect, test } from "vitest";
import { type TestAuth, testAuth } from "../../test/fakes.ts";
import { linkToken } from "../core/links.ts";

const PASSWORD = "correct horse battery";

type Answer = { status: number; body: Record<string, unknown> };
async function answered(response: Response | Promise<Response>): Promise<Answer> {
  const got = await response;
  const text = await got.text();
  return { status: got.status, body: text ? JSON.parse(text) : {} };
}
const outcome = ({ body, status }: Answer) => (body.code ? `${status} ${body.code}` : `${status}`);

/** A stranger registered the address and has a session; then its owner comes by Google. */
async function squatted({ confirmed = false, password = true } = {}) {
  const auth = testAuth();
  const email = auth.provider.person.email ?? "";
  await auth.post("register", { email, password: PASSWORD, name: "Kim" });
  const row = auth.members.rows.get(email);
  if (!row) throw new Error("not registered");
  const login = LoginOutput.parse(
    (await answered(auth.post("login", { email, password: PASSWORD }))).body,
  );
  row.member = { ...row.member, emailVerified: confirmed };
  if (!password) row.passwordHash = null;
  return { auth, row, login, ticket: await ticketOf(auth) };
}
async function ticketOf(auth: TestAuth): Promise<string> {
  const started = (await answered(auth.post("google/start", { locale: "ko" })))
    .body as unknown as OidcStarted;
  const state = new URL(started.authorizationUrl).searchParams.get("state");
  const { transaction } = started;
  const asked = await answered(auth.post("google", { code: "c", state, transaction }));
  return String(asked.body.ticket);
}
/** The token that the mail of the newest link holds. */
function mailed({ config, links }: TestAuth): string {
  const link = links.rows.at(-1);
  const secret = config.AUTH_LINK_SECRETS.keys.get(config.AUTH_LINK_SECRETS.current);
  if (link?.kind !== "claim" || !secret) throw new Error("no link was mailed");
  return linkToken(secret, link.id, "claim");
}
async function asked() {
  const all = await squatted();
  const sent = await answered(all.auth.post("google/claim", { ticket: all.ticket }));
  expect(sent).toEqual({ status: 202, body: { status: "ok" } });
  return { ...all, token: mailed(all.auth) };
}
const claim = async (auth: TestAuth, token: string, browserKey: string, more = {}) =>
  answered(auth.post("claim", { token, browserKey, ...more }));

describe("identity 28: an unconfirmed account is claimed by its mailbox", () => {
  test("identity 56.4: without its password nothing that was laid there works any more", async () => {
    const { auth, login, ticket, token } = await asked();
    const got = LoginOutput.parse((await claim(auth, token, ticket)).body);
    expect([got.member.id, got.member.emailVerified]).toEqual([login.member.id, true]);
    const { email } = got.member;
    const stranger = await answered(auth.post("login", { email, password: PASSWORD }));
    expect(outcome(stranger)).toBe("401 invalid_credentials");
    const { refreshToken } = login;
    expect((await answered(auth.post("refresh", { refreshToken }))).status).toBe(401);
    const owner = await answered(auth.post("refresh", { refreshToken: got.refreshToken }));
    expect(owner.status).toBe(200);
  });

  test("with its password everything stays, and it is confirmed and linked", async () => {
    const { auth, login, ticket, token } = await asked();
    const wrong = await claim(auth, token, ticket, { password: "not the password" });
    expect(outcome(wrong)).toBe("401 invalid_credentials");
    const got = await claim(auth, token, ticket, { password: PASSWORD });
    expect(LoginOutput.parse(got.body).member.emailVerified).toBe(true);
    const { email } = login.member;
    expect((await answered(auth.post("login", { email, password: PASSWORD }))).status).toBe(200);
    expect(auth.members.linked.size).toBe(1);
  });

  test("five wrong passwords void the link", async () => {
    const { auth, ticket, token } = await asked();
    for (let n = 0; n < 5; n++) await claim(auth, token, ticket, { password: "not the password" });
    expect(outcome(await claim(auth, token, ticket))).toBe("400 link_invalid");
    expect(auth.members.linked.size).toBe(0);
  });

  test("identity 56.60: in another browser it links nothing, and is good in the first", async () => {
    const { auth, ticket, token } = await asked();
    expect(outcome(await claim(auth, token, "b".repeat(43)))).toBe("400 link_invalid");
    expect(auth.members.linked.size).toBe(0);
    expect((await claim(auth, token, ticket)).status).toBe(200);
  });

  test("identity 56.27: it acts once, and of twenty at once once", async () => {
    const { auth, ticket, token } = await asked();
    const all = await Promise.all(Array.from({ length: 20 }, () => claim(auth, token, ticket)));
    expect(all.map(outcome).toSorted().slice(0, 2)).toEqual(["200", "400 link_invalid"]);
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(outcome(await claim(auth, token, ticket))).toBe("400 link_invalid");
  });

  test("identity 5: a link of before a newer password is void", async () => {
    const { auth, row, ticket, token } = await asked();
    row.passwordChangedAt = "later";
    expect(outcome(await claim(auth, token, ticket))).toBe("400 link_invalid");
  });

  test("identity 29: the ticket is used up by asking", async () => {
    const { auth, ticket } = await asked();
    const again = await answered(auth.post("google/claim", { ticket }));
    expect(outcome(again)).toBe("400 oidc_state_invalid");
    expect(auth.links.told.filter(({ type }) => type === "auth.claim_requested")).toHaveLength(1);
  });
});

describe("identity 27: who else is proved by mail", () => {
  test("a confirmed account without password and passkey keeps all it has", async () => {
    const { auth, ticket } = await squatted({ confirmed: true, password: false });
    expect((await answered(auth.post("google/claim", { ticket }))).status).toBe(202);
    expect((await claim(auth, mailed(auth), ticket)).status).toBe(200);
    expect(auth.audit.map((each) => each.outcome)).not.toContain("google_claimed_emptied");
  });

  test("a confirmed account with a password is proved by that", async () => {
    const { auth, ticket } = await squatted({ confirmed: true });
    const got = await answered(auth.post("google/claim", { ticket }));
    expect(outcome(got)).toBe("400 oidc_state_invalid");
  });

  test("never an administrator's: the answer is the same, and nothing is mailed", async () => {
    const all = await squatted();
    all.row.member = { ...all.row.member, role: "admin" };
    expect((await answered(all.auth.post("google/claim", { ticket: all.ticket }))).status).toBe(
      202,
    );
    expect(all.auth.links.rows).toHaveLength(0);
  });

  test("identity 7: above the address's limit nothing is mailed either", async () => {
    const { auth } = await squatted();
    for (let n = 0; n < 6; n++) {
      const ticket = await ticketOf(auth);
      expect((await answered(auth.post("google/claim", { ticket }))).status).toBe(202);
    }
    expect(auth.links.rows).toHaveLength(3);
  });
});
