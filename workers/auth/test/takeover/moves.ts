/** Every move of a person: one request, or the few that belong together, over auth's own verbs.
 * Longer than 250 lines: what a person may do is read in one place. */
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Result } from "@edgemart/contracts/result";
import type { PasskeyProof } from "@edgemart/contracts/webauthn";
import type { Deps } from "../../src/ports.ts";
import { acceptGoogle } from "../../src/verbs/accept-google.ts";
import {
  confirmEmailChange,
  requestEmailChange,
  requestVerification,
  undoEmailChange,
  verifyEmail,
} from "../../src/verbs/change-email.ts";
import { changePassword } from "../../src/verbs/change-password.ts";
import { askToClaim, claim } from "../../src/verbs/claim.ts";
import { askToFinishByPasskey, finishLogin } from "../../src/verbs/finish-login.ts";
import { addGoogle, removeIdentity } from "../../src/verbs/identities.ts";
import { linkGoogle } from "../../src/verbs/link-google.ts";
import { login } from "../../src/verbs/login.ts";
import { loginByGoogle } from "../../src/verbs/login-by-google.ts";
import { askToSignInByPasskey, loginByPasskey } from "../../src/verbs/login-by-passkey.ts";
import { addPasskey, askToAddPasskey, removePasskey } from "../../src/verbs/passkeys.ts";
import { askToProveByPasskey, reauthenticate } from "../../src/verbs/reauthenticate.ts";
import {
  beginRegistration,
  confirmRegistration,
  refuseRegistration,
} from "../../src/verbs/register-by-mail.ts";
import { requestReset, resetPassword } from "../../src/verbs/reset-password.ts";
import {
  confirmTotp,
  renewRecoveryCodes,
  setUpTotp,
  turnOffTotp,
} from "../../src/verbs/second-factor.ts";
import { startOidc } from "../../src/verbs/start-oidc.ts";
import { enter, enterFresh, type Held, keep, type Person } from "./person.ts";
import { type Mail, NO_SESSION, type World } from "./world.ts";

/** Who does something, where, and with what. */
export interface Turn {
  world: World;
  person: Person;
  deps: Deps;
}

/** How a move went: true where it did what it is for. */
export type Moved = Promise<boolean>;

const ACCEPTS = { terms: "2026-11-01", privacy: "2026-11-01", age14: true } as const;
const locale = "en" as const;

/** Asks for an account. */
export async function askToRegister({ deps, person, world }: Turn, email: string): Moved {
  const { browser: browserKey } = person;
  const input = { email, password: person.newPassword(), name: "Kim", locale, browserKey };
  return (await beginRegistration(deps, input, world.caller())).ok;
}

/** Opens the account of a mailed registration. */
export async function confirm({ deps, person, world }: Turn, token: string, password?: string) {
  const input = { token, browserKey: person.browser, ...(password && { password }) };
  return person.takes(await confirmRegistration(deps, input, world.caller()));
}

/** Refuses a registration. */
export async function refuse({ deps, world }: Turn, token: string): Moved {
  await refuseRegistration(deps, token, world.caller());
  return true;
}

/** Asks for a link to a new password. */
export async function forgot({ deps, world }: Turn, email: string): Moved {
  await requestReset(deps, { email, locale }, world.caller());
  return true;
}

/** Sets a new password by a link. */
export async function reset(
  { deps, person, world }: Turn,
  token: string,
  keepOtherWaysIn: boolean,
): Moved {
  const input = { token, newPassword: person.newPassword(), keepOtherWaysIn };
  return (await resetPassword(deps, input, world.caller())).ok;
}

/** Signs in by a password. */
export async function signIn({ deps, person, world }: Turn, email: string, password: string) {
  const input = { email, password, remember: true };
  return person.takes(await login(deps, input, world.caller()));
}

/** Ends the sign-in that waits, by whatever this person has of a second factor. */
export async function finish(turn: Turn, challenge: string): Moved {
  const { deps, person, world } = turn;
  for (const secret of person.secrets) {
    const input = { challenge, code: secret };
    if (person.takes(await finishLogin(deps, input, world.caller()))) return true;
  }
  for (const shown of person.recovery) {
    const input = { challenge, recoveryCode: shown.replaceAll("-", "") };
    if (person.takes(await finishLogin(deps, input, world.caller()))) return true;
  }
  for (const device of person.devices) {
    const asked = await askToFinishByPasskey(deps, challenge, world.caller());
    if (!asked.ok) continue;
    const passkey = assertion(device, asked.value.challengeId);
    if (person.takes(await finishLogin(deps, { challenge, passkey }, world.caller()))) return true;
  }
  return false;
}

/** Changes the password, on the word of the present one. */
export async function change(turn: Turn, held: Held, current: string): Moved {
  const { deps, person, world } = turn;
  const identity = await enter(deps, world, held);
  if (!identity) return false;
  const input = { currentPassword: current, newPassword: person.newPassword() };
  return person.takes(await changePassword(deps, identity, input, world.caller()));
}

/** Signs in at Google and comes back. @param linking the session whose account it is to be linked to */
async function cameBack({ deps, world }: Turn, code: string, held: Held | null) {
  const identity = held && (await enterFresh(deps, world, held));
  if (held && !identity) return null;
  const started = await startOidc(deps, locale, identity, world.caller());
  if (!started.ok) return null;
  const state = new URL(started.value.authorizationUrl).searchParams.get("state") ?? "";
  const { transaction } = started.value;
  return { identity, callback: { code, state, transaction } };
}

/** Signs in by Google. */
export async function byGoogle(turn: Turn, code: string): Moved {
  const { deps, person, world } = turn;
  const back = await cameBack(turn, code, null);
  if (!back) return false;
  const input = { ...back.callback, remember: true };
  return person.takes(await loginByGoogle(deps, input, world.caller()));
}

/** Links an account at Google. */
export async function linkOwn(turn: Turn, held: Held, code: string): Moved {
  const { deps, world } = turn;
  const back = await cameBack(turn, code, held);
  if (!back?.identity) return false;
  return (await addGoogle(deps, back.identity, back.callback, world.caller())).ok;
}

/** Agrees to a new account. */
export async function accept({ deps, person, world }: Turn, ticket: string): Moved {
  const made = await acceptGoogle(deps, { ticket, accepts: ACCEPTS }, world.caller());
  return world.noteTicket(ticket, person.takes(made));
}

/** Proves the account that a ticket names, by whatever this person has. */
export async function proveForGoogle(turn: Turn, ticket: string): Moved {
  const { deps, person, world } = turn;
  for (const password of person.passwords) {
    const linked = await linkGoogle(deps, { ticket, password }, world.caller());
    if (world.noteTicket(ticket, person.takes(linked))) return true;
  }
  for (const device of person.devices) {
    const asked = await askToSignInByPasskey(deps, ticket, world.caller());
    if (!asked.ok) return false;
    const passkey = assertion(device, asked.value.challengeId);
    const linked = await linkGoogle(deps, { ticket, passkey }, world.caller());
    if (world.noteTicket(ticket, person.takes(linked))) return true;
  }
  return false;
}

/** Asks for a link that proves the account of a ticket by its mailbox. */
export async function askForClaim({ deps, person, world }: Turn, ticket: string): Moved {
  const asked = await askToClaim(deps, { ticket }, world.caller());
  if (asked.ok) keep(person.claims, ticket);
  return world.noteTicket(ticket, asked.ok);
}

/** Claims an account by a link, in this person's browser. */
export async function claimIt({ deps, person, world }: Turn, token: string): Moved {
  for (const browserKey of [...person.claims].reverse()) {
    if (person.takes(await claim(deps, { token, browserKey }, world.caller()))) return true;
  }
  return false;
}

/** Unlinks Google. */
export async function unlink(turn: Turn, held: Held): Moved {
  const { deps, world } = turn;
  const identity = await enterFresh(deps, world, held);
  const [own] = identity ? await deps.members.identitiesOf(held.memberId, world.caller().call) : [];
  return identity !== null && own !== undefined
    ? (await removeIdentity(deps, identity, own.id, world.caller())).ok
    : false;
}

/** Signs in by a passkey. */
export async function byPasskey({ deps, person, world }: Turn, device: string): Moved {
  const asked = await askToSignInByPasskey(deps, undefined, world.caller());
  if (!asked.ok) return false;
  const found = await deps.members.passkeyOf(device, world.caller().call);
  const proof = assertion(device, asked.value.challengeId, found?.member.id);
  return person.takes(await loginByPasskey(deps, { ...proof, remember: true }, world.caller()));
}

/** Adds a passkey. */
export async function addDevice(turn: Turn, held: Held): Moved {
  const { deps, person, world } = turn;
  const identity = await enterFresh(deps, world, held);
  const asked = identity && (await askToAddPasskey(deps, identity, world.caller()));
  if (!identity || !asked?.ok) return false;
  const id = person.newDevice();
  const response = { clientDataJSON: "c", attestationObject: "a" };
  const made = { id, rawId: id, type: "public-key" as const, response, clientExtensionResults: {} };
  const input = { challengeId: asked.value.challengeId, response: made, name: "a device" };
  return (await addPasskey(deps, identity, input, world.caller())).ok;
}

/** Deletes a passkey. */
export async function removeDevice(turn: Turn, held: Held): Moved {
  const { deps, world } = turn;
  const identity = await enterFresh(deps, world, held);
  const keys = identity ? await deps.members.passkeysOf(held.memberId, world.caller().call) : [];
  const [own] = keys;
  return identity !== null && own !== undefined
    ? (await removePasskey(deps, identity, own.id, world.caller())).ok
    : false;
}

/** Sets a second factor up and turns it on. */
export async function enrol(turn: Turn, held: Held): Moved {
  const { deps, person, world } = turn;
  const identity = await enterFresh(deps, world, held);
  const made = identity && (await setUpTotp(deps, identity, world.caller()));
  if (!identity || !made?.ok) return false;
  keep(person.secrets, made.value.secret);
  const done = await confirmTotp(deps, identity, { code: made.value.secret }, world.caller());
  if (done.ok) person.recovery.push(...done.value.recoveryCodes.slice(0, 2));
  return done.ok;
}

/** Makes new recovery codes. */
export async function renewCodes(turn: Turn, held: Held): Moved {
  const { deps, person, world } = turn;
  const identity = await enterFresh(deps, world, held);
  const made = identity && (await renewRecoveryCodes(deps, identity, world.caller()));
  if (!made?.ok) return false;
  person.recovery.push(...made.value.recoveryCodes.slice(0, 2));
  return true;
}

/** Turns the second factor off. */
export async function disenrol(turn: Turn, held: Held): Moved {
  const { deps, person, world } = turn;
  const identity = await enterFresh(deps, world, held);
  if (!identity) return false;
  for (const code of person.secrets) {
    if ((await turnOffTotp(deps, identity, { code }, world.caller())).ok) return true;
  }
  return false;
}

/** Proves anew by whatever this person has: the session is fresh then. */
export async function prove(turn: Turn, held: Held): Moved {
  const { deps, person, world } = turn;
  const identity = await enter(deps, world, held);
  if (!identity) return false;
  const renewed = (done: Result<{ accessToken: string }, ErrorCode>) => {
    if (done.ok) held.accessToken = done.value.accessToken;
    return done.ok;
  };
  for (const code of person.secrets) {
    if (renewed(await reauthenticate(deps, identity, { code }, world.caller()))) return true;
  }
  for (const password of person.passwords) {
    if (renewed(await reauthenticate(deps, identity, { password }, world.caller()))) return true;
  }
  for (const device of person.devices) {
    const asked = await askToProveByPasskey(deps, identity, world.caller());
    if (!asked.ok) return false;
    const passkey = assertion(device, asked.value.challengeId);
    if (renewed(await reauthenticate(deps, identity, { passkey }, world.caller()))) return true;
  }
  return false;
}

/** Asks for another address. */
export async function askToMove(turn: Turn, held: Held, email: string): Moved {
  const { deps, world } = turn;
  const identity = await enterFresh(deps, world, held);
  if (!identity) return false;
  return (await requestEmailChange(deps, identity, email, world.caller())).ok;
}

/** Asks for a link that confirms the address. */
export async function askToVerify(turn: Turn, held: Held): Moved {
  const { deps, world } = turn;
  const identity = await enter(deps, world, held);
  return identity !== null && (await requestVerification(deps, identity, world.caller())).ok;
}

/** Opens a link to an address and does no more: neither session nor password is its member's. */
export async function click({ deps, world }: Turn, { memberId, token }: Clicked): Moved {
  world.clicked = memberId;
  const done = await verifyEmail(deps, { token, accessToken: NO_SESSION }, world.caller());
  return done.ok;
}

interface Clicked {
  memberId: string | null;
  token: string;
}

/** Uses a link to an address: by a session or by a password. */
export async function confirmAddress(turn: Turn, mail: Pick<Mail, "kind" | "token">): Moved {
  const { deps, person, world } = turn;
  const use = mail.kind === "verify" ? verifyEmail : confirmEmailChange;
  const { token } = mail;
  const ways = [
    ...person.sessions.map(({ accessToken }) => ({ accessToken })),
    ...person.passwords.map((password) => ({ password })),
  ];
  for (const way of ways) if ((await use(deps, { token, ...way }, world.caller())).ok) return true;
  return false;
}

/** Takes an address back. */
export async function takeBack({ deps, world }: Turn, token: string): Moved {
  return (await undoEmailChange(deps, token, world.caller())).ok;
}

function assertion(device: string, challengeId: string, memberId?: string): PasskeyProof {
  const userHandle = memberId && Buffer.from(memberId).toString("base64url");
  const response = { clientDataJSON: "c", authenticatorData: "a", signature: "s", userHandle };
  const said = { id: device, rawId: device, type: "public-key" as const, response };
  return { challengeId, response: { ...said, clientExtensionResults: {} } };
}
