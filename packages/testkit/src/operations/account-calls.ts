/** Valid calls of sign-in, members, addresses, carts, and of the gateway's own addresses. Longer than 250 lines: one list. */
import { createHash, randomBytes } from "node:crypto";

import type { Address } from "@edgemart/contracts/address";
import type { LoginOutput, SessionView } from "@edgemart/contracts/auth";
import type { Cart } from "@edgemart/contracts/cart";
import { LEGAL_VERSIONS } from "@edgemart/contracts/consent";
import type { IdentityView, OidcStarted } from "@edgemart/contracts/google";
import type { Member } from "@edgemart/contracts/member";
import type { MfaRequired } from "@edgemart/contracts/mfa";
import type { PasskeyOptions, PasskeyView } from "@edgemart/contracts/passkeys";
import type { RecoveryCodes, TotpSetup } from "@edgemart/contracts/second-factor";
import { newId } from "@edgemart/worker-kit/ids";
import { newDevicePasskey } from "../authenticator.ts";
import { codeAt } from "../authenticator-app.ts";
import { walkOidc } from "../oidc-walk.ts";
import { api, freshEmail, PASSWORD, system } from "../system.ts";
import { query } from "./order-calls.ts";
import { type BuildCall, ifMatch, type Setup } from "./setup.ts";

const ADDRESS = {
  recipient: "Mina Kim",
  phone: "+82 10 1234 5678",
  country: "KR",
  postcode: "04524",
  line1: "세종대로 110",
};

/** A member of this call alone, with the version its account has. */
async function fresh(setup: Setup) {
  const member = await setup.ownMember();
  const token = member.accessToken;
  const { version } = await setup.ask<Member>("/api/members/me", { token });
  return { member, token, params: { id: member.id }, headers: ifMatch({ version }) };
}

async function withAddress(setup: Setup) {
  const { id, accessToken: token } = await setup.ownMember();
  const made = await setup.ask<Address>(`/api/members/${id}/addresses`, { json: ADDRESS, token });
  return { token, params: { id, addressId: made.id }, headers: ifMatch(made) };
}

/** A message of a guest's order, which concerns no cart. @returns its id as a parameter */
async function deadMessage() {
  const id = crypto.randomUUID();
  const orderId = newId("order");
  const amounts = { currency: "KRW", totalMinor: 0, cardMinor: 0, pointAmount: 0 };
  const body = {
    ...{ id: newId("event"), type: "order.paid", version: 1, source: "order" },
    ...{ occurredAt: new Date().toISOString(), correlationId: "for a test" },
    aggregate: { type: "order", id: orderId, sequence: 1 },
    data: { orderId, memberId: null, ...amounts, lines: [] },
  };
  await query(
    "insert into member.dead_message (id, queue, body, reason) values ($1, 'edgemart-member-dead', $2, 'dead')",
    [id, JSON.stringify(body)],
  );
  return { params: { id }, json: { because: "looked at" } };
}

/** A link of a registration that waits, as its mail would hold it. @returns its token */
async function pendingLink(browserKey: string | null = null): Promise<string> {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");
  const browser = browserKey === null ? null : sha256(`browser ${browserKey}`);
  const hash = `$2b$04$${"x".repeat(53)}`;
  const [token, email] = [randomBytes(32).toString("base64url"), freshEmail()];
  await query(
    `insert into auth.link (id, kind, kid, digest, email, locale, payload, binding, expires_at)
     values ($1, 'register', 'tool', $2, $3, 'ko', $4, $5, now() + interval '1 hour')`,
    [
      ...[newId("link"), sha256(token), email],
      JSON.stringify({
        name: "Mina",
        locale: "ko",
        hash,
        browser,
      }),
      sha256(JSON.stringify(["register", email])),
    ],
  );
  return token;
}

/** A link of a member to an address, as its mail would hold it. @returns its member and its token */
async function emailLink(setup: Setup, kind: "verify" | "email_change" | "email_undo") {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("base64url");
  const member = await setup.ownMember();
  const [row] = await query<{ changed: Date; below: number }>(
    `select c.password_changed_at as changed, m.sessions_void_below as below
       from member.member m join member.member_credential c on c.member_id = m.id where m.id = $1`,
    [member.id],
  );
  const isUndo = kind === "email_undo";
  const before = isUndo ? freshEmail() : member.email;
  const state = isUndo ? [] : [row?.changed.toISOString(), row?.below];
  const [token, id] = [randomBytes(32).toString("base64url"), newId("link")];
  await query(
    `insert into auth.link (id, kind, kid, digest, member_id, email, locale, binding, expires_at)
     values ($1, $2, 'tool', $3, $4, $5, 'ko', $6, now() + interval '1 hour')`,
    [
      ...[id, kind, sha256(token), member.id, kind === "email_change" ? freshEmail() : before],
      sha256(JSON.stringify([kind, member.id, before, ...state])),
    ],
  );
  if (isUndo) {
    await query(
      `insert into member.email_hold (email_norm, member_id, since, until)
       values ($1, $2, now(), now() + interval '1 hour')`,
      [before, member.id],
    );
  }
  return { member, token };
}

async function usedByPassword(setup: Setup, kind: "verify" | "email_change") {
  const { token } = await emailLink(setup, kind);
  return { json: { token, password: PASSWORD } };
}

/** Gives the newest link of a member a token that is known here: its own is in its mail alone. */
async function linkTokenOf(memberId: string, kind: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const digest = createHash("sha256").update(token).digest("base64url");
  await query("update auth.link set digest = $1 where member_id = $2 and kind = $3", [
    ...[digest, memberId, kind],
  ]);
  return token;
}

const ofMember: BuildCall = async (setup) => ({ params: { id: (await setup.ownMember()).id } });

/** A member with a passkey, and the device that holds it. */
async function withPasskey(setup: Setup) {
  const member = await setup.ownMember();
  const token = member.accessToken;
  const device = newDevicePasskey(member.id, "ES256", system().urls.web);
  const asked = await setup.ask<PasskeyOptions>("/api/auth/passkeys/options", { token, json: {} });
  const response = device.created(String(asked.options.challenge));
  const json = { challengeId: asked.challengeId, response };
  return { token, device, json };
}

/** A member with a second factor, its app, and a token that proved it. */
async function withFactor(setup: Setup) {
  const member = await setup.ownMember();
  const token = member.accessToken;
  const { secret } = await setup.ask<TotpSetup>("/api/auth/totp/setup", { token, json: {} });
  const json = { code: codeAt(secret, Date.now()) };
  const { recoveryCodes } = await setup.ask<RecoveryCodes>("/api/auth/totp", { token, json });
  const [first = "", second = ""] = recoveryCodes;
  const { email } = member;
  const asked = await setup.askAuth<MfaRequired>("/api/auth/login", { email, password: PASSWORD });
  return { challenge: asked.challenge, first, second };
}

async function withProvedFactor(setup: Setup) {
  const { challenge, first, second } = await withFactor(setup);
  const proof = { challenge, recoveryCode: first };
  const { accessToken } = await setup.askAuth<LoginOutput>("/api/auth/mfa", proof);
  return { token: accessToken, recoveryCode: second };
}

async function withKeptPasskey(setup: Setup) {
  const { device, json, token } = await withPasskey(setup);
  const { id } = await setup.ask<PasskeyView>("/api/auth/passkeys", { token, json });
  return { token, device, params: { id } };
}

/** Begins a sign-in or a linking and comes back from the stand-in as somebody. */
async function fromGoogle(setup: Setup, email: string, token?: string) {
  const locale = { locale: "ko" };
  const started = token
    ? await setup.ask<OidcStarted>("/api/auth/identities/google/start", { token, json: locale })
    : await setup.askAuth<OidcStarted>("/api/auth/google/start", locale);
  const { searchParams } = await walkOidc(started.authorizationUrl, { email });
  const said = (name: string) => searchParams.get(name) ?? "";
  const { transaction } = started;
  return { code: said("code"), state: said("state"), iss: said("iss"), transaction };
}

/** What a stranger from Google is given, who has this address. */
async function ticketOf(setup: Setup, email: string): Promise<string> {
  const callback = await fromGoogle(setup, email);
  return (await setup.askAuth<{ ticket: string }>("/api/auth/google", callback)).ticket;
}

/** A member of this call alone whose address is confirmed. */
async function confirmed(setup: Setup) {
  const member = await setup.ownMember();
  await query("update member.member set email_verified = true where id = $1", [member.id]);
  return member;
}

export const ACCOUNT_CALLS: Record<string, BuildCall> = {
  startGoogle: async () => ({ json: { locale: "ko" } }),
  loginByGoogle: async (setup) => ({ json: await fromGoogle(setup, freshEmail()) }),
  acceptGoogle: async (setup) => {
    const accepts = { ...LEGAL_VERSIONS, age14: true };
    return { json: { ticket: await ticketOf(setup, freshEmail()), accepts } };
  },
  linkGoogle: async (setup) => {
    const { email } = await confirmed(setup);
    return { json: { ticket: await ticketOf(setup, email), password: PASSWORD } };
  },
  claimGoogle: async (setup) => {
    const { email } = await setup.ownMember();
    return { json: { ticket: await ticketOf(setup, email) } };
  },
  claim: async (setup) => {
    const { email, id } = await setup.ownMember();
    const ticket = await ticketOf(setup, email);
    await setup.askAuth("/api/auth/google/claim", { ticket });
    return { json: { token: await linkTokenOf(id, "claim"), browserKey: ticket } };
  },
  startToLinkGoogle: async (setup) => ({
    token: (await confirmed(setup)).accessToken,
    json: { locale: "ko" },
  }),
  addGoogle: async (setup) => {
    const { accessToken: token } = await confirmed(setup);
    return { token, json: await fromGoogle(setup, freshEmail(), token) };
  },
  removeIdentity: async (setup) => {
    const { accessToken: token } = await confirmed(setup);
    const json = await fromGoogle(setup, freshEmail(), token);
    const { id } = await setup.ask<IdentityView>("/api/auth/identities/google", { token, json });
    return { token, params: { id } };
  },
  adminReplayMemberDeadMessage: deadMessage,
  adminIgnoreMemberDeadMessage: deadMessage,
  login: async (setup) => {
    const { email } = await setup.member();
    return { json: { email, password: PASSWORD } };
  },
  register: async (setup) => ({ json: setup.freshAccount() }),
  refreshSession: async (setup) => ({
    json: { refreshToken: (await setup.ownMember()).refreshToken },
  }),
  logout: async (setup) => ({ json: { refreshToken: (await setup.ownMember()).refreshToken } }),
  verifyAccessToken: async (setup) => ({ json: { token: (await setup.member()).accessToken } }),
  endSession: async (setup) => {
    const { accessToken: token } = await setup.ownMember();
    const { items } = await setup.ask<{ items: SessionView[] }>("/api/auth/sessions", { token });
    return { token, params: { id: items[0]?.id ?? "" } };
  },
  reauthenticate: async () => ({ json: { password: PASSWORD } }),
  askToProveByPasskey: async (setup) => ({ token: (await withKeptPasskey(setup)).token, json: {} }),
  askToSignInByPasskey: async () => ({ json: {} }),
  loginByPasskey: async (setup) => {
    const { device } = await withKeptPasskey(setup);
    const asked = await setup.askAuth<PasskeyOptions>("/api/auth/passkey/options", {});
    const response = device.used(String(asked.options.challenge));
    return { json: { challengeId: asked.challengeId, response } };
  },
  requestReset: async (setup) => ({ json: { email: (await setup.ownMember()).email } }),
  repeatRegistration: async () => ({
    json: { email: freshEmail(), browserKey: randomBytes(32).toString("base64url") },
  }),
  confirmRegistration: async () => {
    const browserKey = randomBytes(32).toString("base64url");
    return { json: { token: await pendingLink(browserKey), browserKey } };
  },
  refuseRegistration: async () => ({ json: { token: await pendingLink() } }),
  requestEmailChange: async (setup) => ({
    token: (await setup.ownMember()).accessToken,
    json: { email: freshEmail() },
  }),
  confirmEmailChange: (setup) => usedByPassword(setup, "email_change"),
  undoEmailChange: async (setup) => {
    const { token } = await emailLink(setup, "email_undo");
    return { json: { token } };
  },
  requestVerification: async (setup) => ({
    token: (await setup.ownMember()).accessToken,
    json: {},
  }),
  verifyEmail: (setup) => usedByPassword(setup, "verify"),
  lookAtLink: async () => ({ json: { token: await pendingLink() } }),
  askToAddPasskey: async () => ({ json: {} }),
  addPasskey: async (setup) => {
    const { json, token } = await withPasskey(setup);
    return { json, token };
  },
  finishLogin: async (setup) => {
    const { challenge, first } = await withFactor(setup);
    return { json: { challenge, recoveryCode: first } };
  },
  setUpTotp: async (setup) => ({ token: (await setup.ownMember()).accessToken, json: {} }),
  confirmTotp: async (setup) => {
    const { accessToken: token } = await setup.ownMember();
    const { secret } = await setup.ask<TotpSetup>("/api/auth/totp/setup", { token, json: {} });
    return { token, json: { code: codeAt(secret, Date.now()) } };
  },
  turnOffTotp: async (setup) => {
    const { recoveryCode, token } = await withProvedFactor(setup);
    return { token, json: { recoveryCode } };
  },
  renewRecoveryCodes: async (setup) => ({
    token: (await withProvedFactor(setup)).token,
    json: {},
  }),
  renamePasskey: async (setup) => {
    const { params, token } = await withKeptPasskey(setup);
    return { params, token, json: { name: "Phone" } };
  },
  removePasskey: async (setup) => {
    const { params, token } = await withKeptPasskey(setup);
    return { params, token };
  },
  changePassword: async (setup) => ({
    token: (await setup.ownMember()).accessToken,
    json: { currentPassword: PASSWORD, newPassword: "another long passphrase of mine" },
  }),
  resetPassword: async (setup) => {
    const path = `/api/auth/members/${(await setup.ownMember()).id}/reset-link`;
    const { resetToken } = await setup.ask<{ resetToken: string }>(path, {
      json: { show: true },
    });
    return { json: { token: resetToken, newPassword: "another long passphrase of mine" } };
  },
  unlockMember: ofMember,
  endMemberSessions: ofMember,
  createResetLink: async (setup) => ({ ...(await ofMember(setup)), json: { show: true } }),
  createEnrolmentLink: ofMember,
  resetSecondFactor: ofMember,
  listSignInEvents: async () => ({ query: { limit: "2" } }),

  listMembers: async () => ({ query: { limit: "2", role: "member" } }),
  createMember: async () => ({ json: { email: freshEmail(), name: "Mina" } }),
  getMember: async (setup) => ({ params: { id: (await setup.member()).id } }),
  replaceMember: async (setup) => ({
    ...(await fresh(setup)),
    json: { name: "Jun", locale: "en" },
  }),
  changeMember: async (setup) => ({ ...(await fresh(setup)), json: { name: "Jun" } }),
  deleteMember: fresh,
  setMemberRole: async (setup) => ({ ...(await ofMember(setup)), json: { role: "admin" } }),
  setMemberStatus: async (setup) => ({ ...(await ofMember(setup)), json: { status: "disabled" } }),
  listSecurityEvents: async () => ({ query: { limit: "2" } }),
  listAddresses: async (setup) => {
    const { token, params } = await withAddress(setup);
    return { token, params: { id: params.id } };
  },
  createAddress: async (setup) => {
    const { id, accessToken: token } = await setup.ownMember();
    return { token, params: { id }, json: ADDRESS };
  },
  getAddress: withAddress,
  replaceAddress: async (setup) => ({
    ...(await withAddress(setup)),
    json: { ...ADDRESS, line2: "12층" },
  }),
  deleteAddress: withAddress,
  replaceCart: async (setup) => {
    const { accessToken: token } = await setup.ownMember();
    const cart = await setup.ask<Cart>("/api/members/me/cart", { token });
    const items = [{ sku: "ONG-0001-WHITE", quantity: 2, priceSeenMinor: null }];
    return { token, headers: ifMatch(cart), json: { items } };
  },

  getIdempotencyStatus: async (setup) => {
    const [token, key] = [await setup.admin(), crypto.randomUUID()];
    const json = { email: freshEmail(), name: "Mina" };
    await api("/api/members", { token, json, headers: { "idempotency-key": key } });
    return { token, params: { key } };
  },
  getError: async () => ({ params: { code: "not_found" } }),
};
