/** What must hold when all is quiet. @see specs/identity.md 57 */

import { NO_FAULTS } from "../../../order/test/proof/stage.ts";
import { choose, isIn, OWNERS } from "./choices.ts";
import { alone, type Play } from "./explore.ts";
import type { Account } from "./member-rows.ts";
import { isSettled } from "./member-rows.ts";
import * as moves from "./moves.ts";

/** Rounds in which the owner must get back, whatever the thief does in between. */
const ROUNDS = 5;

/** Checks all of them: what is broken, in words. */
export async function judge(play: Play): Promise<string[]> {
  const { world } = play;
  world.stage.faults = NO_FAULTS;
  await world.stage.drain();
  play.trace.push("quiet");
  const broken = [...unique(play), ...once(play)];
  broken.push(...(await thiefIsOut(play)));
  broken.push(...(await ownerGetsBack(play)));
  broken.push(...(await thiefIsOut(play)), ...unique(play), ...once(play));
  return broken;
}

/** (c) */
function unique({ world }: Play): string[] {
  const { accounts } = world.members;
  const emails = accounts.map(({ emailNorm }) => emailNorm);
  const subjects = accounts.flatMap(({ identities }) => identities.map(({ subject }) => subject));
  const twice = (list: string[]) => list.find((each, at) => list.indexOf(each) !== at);
  return [
    ...[twice(emails)].flatMap((email) => (email ? [`c: two accounts have ${email}`] : [])),
    ...[twice(subjects)].flatMap((subject) => (subject ? [`c: two accounts have ${subject}`] : [])),
  ];
}

/** (d) */
function once({ world }: Play): string[] {
  const links = [...world.members.effects].filter(([, times]) => times > 1);
  const tickets = [...world.ticketUses].filter(([, times]) => times > 1);
  return [
    ...links.map(([id, times]) => `d: link ${id} acted ${times} times`),
    ...tickets.map(([, times]) => `d: a ticket acted ${times} times`),
  ];
}

/** (a): of an account whose mailbox the owner has proved, the thief tries every way. */
async function thiefIsOut(play: Play): Promise<string[]> {
  const { proven, thief, world } = play;
  const accounts = [...proven].flatMap((id) => world.members.byId(id) ?? []);
  if (accounts.length === 0) return [];
  for (let round = 0; round < 2; round++) {
    await tryAll(play);
    const lost = accounts.filter((account) => isIn(world, thief, account));
    if (lost.length > 0) return ["a: the thief is in after the owner proved the mailbox"];
  }
  return [];
}

async function tryAll(play: Play): Promise<void> {
  const { thief, world } = play;
  const go = (name: string, move: (turn: moves.Turn) => moves.Moved) =>
    alone(play, thief, name, move);
  for (const { token, kind } of thief.mails(world).slice(0, 6)) {
    if (kind === "reset") await go("resets", (turn) => moves.reset(turn, token, true));
    if (kind === "email_undo") await go("undoes", (turn) => moves.takeBack(turn, token));
    if (kind === "verify" || kind === "email_change") {
      await go("uses a link", (turn) => moves.confirmAddress(turn, { kind, token }));
    }
  }
  const emails = new Set(world.members.accounts.map(({ member }) => member.email));
  for (const email of emails) {
    for (const password of [...thief.passwords]) {
      await go("signs in", (turn) => moves.signIn(turn, email, password));
    }
  }
  for (const device of [...thief.devices]) {
    await go("uses a passkey", (turn) => moves.byPasskey(turn, device));
  }
  for (const code of thief.google)
    await go(`comes by ${code}`, (turn) => moves.byGoogle(turn, code));
  for (const ticket of [...thief.tickets]) {
    await go("proves for Google", (turn) => moves.proveForGoogle(turn, ticket));
  }
  for (const challenge of [...thief.challenges]) {
    world.clock.ms += 31_000;
    await go("finishes", (turn) => moves.finish(turn, challenge));
  }
}

/** (b): the owner forces a way back, and the thief moves between any two of the owner's moves. */
async function ownerGetsBack(play: Play): Promise<string[]> {
  const { owner, world } = play;
  const own = ownAccount(play);
  if (isExcepted(play, own)) return [];
  for (let round = 0; round < ROUNDS; round++) {
    world.clock.ms += 31_000;
    const before = world.mails.length;
    await alone(play, owner, "forgot", (turn) => moves.forgot(turn, OWNERS));
    if (world.mails.length === before) await startAnew(play);
    await between(play);
    if (!(await useNewest(play))) continue;
    const account = own ?? world.members.byEmail(OWNERS);
    if (account && (await enters(play, account))) return [];
  }
  return [`b: the owner is out after ${ROUNDS} rounds`];
}

/** The account that has the address, or has left it and may take it back; the owner's own before any other. */
function ownAccount({ owned, world }: Play): Account | undefined {
  const { members } = world;
  const hold = members.holdOf(OWNERS);
  const own = owned === null ? undefined : members.byId(owned);
  const isHeld = own && (own.emailNorm === OWNERS || hold?.memberId === owned);
  if (isHeld) return own;
  return members.byEmail(OWNERS) ?? (hold ? members.byId(hold.memberId) : undefined);
}

/** An administrator's goes through support, as does one with a settled factor that the owner does not have; a hold that is over holds nothing. */
function isExcepted({ owner, world }: Play, account: Account | undefined): boolean {
  if (!account) return world.members.accounts.length > 0;
  if (account.member.role === "admin") return true;
  const { totp } = account;
  const isOwn = owner.secrets.some((secret) => totp?.secret.endsWith(` ${secret}`));
  return isSettled(account, world.clock.ms) && !isOwn;
}

async function startAnew(play: Play): Promise<void> {
  const { owner } = play;
  await alone(play, owner, "registers", (turn) => moves.askToRegister(turn, OWNERS));
}

async function useNewest(play: Play): Promise<boolean> {
  const { owner, world } = play;
  const [mail] = owner.mails(world, "register", "reset", "email_undo");
  if (!mail) return false;
  const { kind, token } = mail;
  if (kind === "register")
    return alone(play, owner, "confirms", (turn) => moves.confirm(turn, token));
  if (kind === "email_undo") {
    const isBack = await alone(play, owner, "takes back", (turn) => moves.takeBack(turn, token));
    if (!isBack) return false;
    await between(play);
  }
  const [newest] = owner.mails(world, "reset");
  if (!newest) return false;
  const memberId = world.links.rows.find(({ id }) => id === newest.linkId)?.memberId;
  const isDone = await alone(play, owner, "resets", (turn) =>
    moves.reset(turn, newest.token, false),
  );
  if (isDone && memberId) play.proven.add(memberId);
  if (isDone) await between(play);
  return isDone;
}

async function enters(play: Play, account: Account): Promise<boolean> {
  const { owner, world } = play;
  if (isIn(world, owner, account)) return true;
  const password = owner.passwords.at(-1) ?? "";
  const challenges = owner.challenges.length;
  await alone(play, owner, "signs in", (turn) => moves.signIn(turn, OWNERS, password));
  const challenge = owner.challenges.at(-1);
  if (owner.challenges.length > challenges && challenge) {
    world.clock.ms += 31_000;
    await alone(play, owner, "types a code", (turn) => moves.finish(turn, challenge));
  }
  return isIn(world, owner, account);
}

/** As often as the thief likes: nought to two moves. */
async function between(play: Play): Promise<void> {
  const { random, thief, world } = play;
  if (play.isStubborn) await changeAgain(play);
  for (let n = random.between(0, 2); n > 0; n--) {
    const { go, name } = choose(world, thief, random);
    await alone(play, thief, name, go);
  }
}

/** The thief signs in and changes the password once more. */
async function changeAgain(play: Play): Promise<void> {
  const { thief, world } = play;
  const password = thief.passwords.at(-1);
  for (const { member } of world.members.accounts) {
    if (!password) return;
    await alone(play, thief, "signs in", (turn) => moves.signIn(turn, member.email, password));
    const held = thief.sessions.at(-1);
    if (held) await alone(play, thief, "changes it", (turn) => moves.change(turn, held, password));
  }
}
