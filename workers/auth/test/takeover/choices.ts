/** What a person may do next, with what it has at that moment. */
import type { Random } from "@edgemart/testkit/random";
import { type Account, credentialOf } from "./member-rows.ts";
import * as moves from "./moves.ts";
import type { Person } from "./person.ts";
import type { World } from "./world.ts";

/** A move that can be begun. */
export interface Choice {
  name: string;
  go(turn: moves.Turn): moves.Moved;
  /** It proves the mailbox when it succeeds: of this account, or of the one that it opens. */
  proves?: string | typeof OPENED | null;
}

/** The account that a move has opened. */
export const OPENED = "the account that was opened";
/** An address that both want. */
export const OWNERS = "mina@example.com";
/** The thief's own. */
export const THIEFS = "thief@example.net";

type Make = (world: World, person: Person, random: Random) => Choice | null;

const someOf = <T>(random: Random, list: readonly T[]): T | undefined =>
  list.length === 0 ? undefined : list[random.between(0, list.length - 1)];

/** A move with one of the person's sessions. */
const bySession =
  (name: string, go: (turn: moves.Turn, held: Person["sessions"][number]) => moves.Moved): Make =>
  (_world, person, random) => {
    const held = someOf(random, person.sessions);
    return held ? { name, go: (turn) => go(turn, held) } : null;
  };

/** A move with the newest, or another, mail of some kinds. */
const byMail =
  (
    name: string,
    kinds: Parameters<Person["mails"]>[1][],
    go: (turn: moves.Turn, mail: ReturnType<Person["mails"]>[number]) => moves.Moved,
    proves?: boolean,
  ): Make =>
  (world, person, random) => {
    const mails = person.mails(world, ...kinds.filter((kind) => kind !== undefined));
    const mail = random.chance(0.7) ? mails[0] : someOf(random, mails);
    if (!mail) return null;
    const memberId = world.links.rows.find(({ id }) => id === mail.linkId)?.memberId ?? null;
    const isProof = proves === true && person.name === "owner";
    return { name, go: (turn) => go(turn, mail), ...(isProof && { proves: memberId }) };
  };

const anAddress = (random: Random) => random.pick([OWNERS, OWNERS, THIEFS]);

const MAKES: readonly Make[] = [
  (_w, _p, random) => {
    const email = anAddress(random);
    return { name: `registers ${email}`, go: (turn) => moves.askToRegister(turn, email) };
  },
  byMail("confirms a registration", ["register"], (turn, { token }) =>
    moves.confirm(turn, token, turn.person.passwords.at(-1)),
  ),
  byMail("refuses a registration", ["register"], (turn, { token }) => moves.refuse(turn, token)),
  (_w, _p, random) => {
    const email = anAddress(random);
    return { name: `forgot ${email}`, go: (turn) => moves.forgot(turn, email) };
  },
  byMail("resets", ["reset"], (turn, { token }) => moves.reset(turn, token, false), true),
  byMail("resets", ["reset"], (turn, { token }) => moves.reset(turn, token, false), true),
  byMail("resets and keeps", ["reset"], (turn, { token }) => moves.reset(turn, token, true)),
  (_w, person, random) => {
    const password = someOf(random, person.passwords);
    const email = anAddress(random);
    if (!password) return null;
    return { name: `signs in at ${email}`, go: (turn) => moves.signIn(turn, email, password) };
  },
  (_w, person, random) => {
    const challenge = someOf(random, person.challenges);
    return challenge
      ? { name: "finishes a sign-in", go: (turn) => moves.finish(turn, challenge) }
      : null;
  },
  (_w, person, random) => {
    const [held, password] = [someOf(random, person.sessions), someOf(random, person.passwords)];
    if (!held || !password) return null;
    return { name: "changes the password", go: (turn) => moves.change(turn, held, password) };
  },
  (_w, person, random) => {
    const code = someOf(random, person.google);
    return code ? { name: `comes by ${code}`, go: (turn) => moves.byGoogle(turn, code) } : null;
  },
  (_w, person, random) => {
    const [held, code] = [someOf(random, person.sessions), someOf(random, person.google)];
    if (!held || !code) return null;
    return { name: `links ${code}`, go: (turn) => moves.linkOwn(turn, held, code) };
  },
  (_w, person, random) => {
    const ticket = someOf(random, person.tickets);
    if (!ticket) return null;
    const isNew = random.chance(0.5);
    return {
      name: isNew ? "accepts a new account" : "proves the account for Google",
      go: (turn) => (isNew ? moves.accept(turn, ticket) : moves.proveForGoogle(turn, ticket)),
      ...(isNew && person.name === "owner" && { proves: OPENED }),
    };
  },
  (_w, person, random) => {
    const ticket = someOf(random, person.tickets);
    if (!ticket) return null;
    return { name: "asks for a claim", go: (turn) => moves.askForClaim(turn, ticket) };
  },
  (world, person) => {
    const [mail] = person.mails(world, "claim");
    if (!mail) return null;
    const memberId = world.links.rows.find(({ id }) => id === mail.linkId)?.memberId ?? "";
    // Of a confirmed account nothing is taken: there was no password to prove it by.
    const isProof = person.name === "owner" && !world.members.byId(memberId)?.member.emailVerified;
    return {
      ...{ name: "claims the account", go: (turn) => moves.claimIt(turn, mail.token) },
      ...(isProof && { proves: memberId }),
    };
  },
  (_w, person, random) => {
    const device = someOf(random, person.devices);
    return device ? { name: "uses a passkey", go: (turn) => moves.byPasskey(turn, device) } : null;
  },
  bySession("unlinks Google", moves.unlink),
  bySession("adds a passkey", moves.addDevice),
  bySession("adds a passkey", moves.addDevice),
  bySession("removes a passkey", moves.removeDevice),
  bySession("turns a second factor on", moves.enrol),
  bySession("renews recovery codes", moves.renewCodes),
  bySession("turns the second factor off", moves.disenrol),
  bySession("proves itself anew", moves.prove),
  (_w, person, random) => {
    const held = someOf(random, person.sessions);
    const email = anAddress(random);
    if (!held) return null;
    return { name: `wants ${email}`, go: (turn) => moves.askToMove(turn, held, email) };
  },
  bySession("asks to confirm the address", moves.askToVerify),
  byMail("uses a link to an address", ["verify", "email_change"], moves.confirmAddress),
  byMail("uses a link to an address", ["verify", "email_change"], moves.confirmAddress),
  byMail(
    "clicks on a link to an address",
    ["verify"],
    (turn, { linkId, token }) => {
      const memberId = turn.world.links.rows.find(({ id }) => id === linkId)?.memberId ?? null;
      return moves.click(turn, { memberId, token });
    },
    true,
  ),
  byMail(
    "takes the address back",
    ["email_undo"],
    (turn, { token }) => moves.takeBack(turn, token),
    true,
  ),
];

/** Moves by which a session adds a way in. */
const ADDING: readonly Make[] = [
  bySession("adds a passkey", moves.addDevice),
  bySession("links Google", (turn, held) => moves.linkOwn(turn, held, turn.person.google[0] ?? "")),
  bySession("turns a second factor on", moves.enrol),
  bySession("renews recovery codes", moves.renewCodes),
  bySession("wants another address", (turn, held) => moves.askToMove(turn, held, THIEFS)),
];

/** Picks one by which a session adds a way in; null for who has none. */
export function chooseAdding(world: World, person: Person, random: Random): Choice | null {
  return ADDING[random.between(0, ADDING.length - 1)]?.(world, person, random) ?? null;
}

/** Picks one of what is possible now. */
export function choose(world: World, person: Person, random: Random): Choice {
  for (;;) {
    const make = MAKES[random.between(0, MAKES.length - 1)];
    const choice = make?.(world, person, random);
    if (choice) return choice;
  }
}

/** Whether someone's session of an account is let in now. */
export function isIn(world: World, person: Person, account: Account): boolean {
  const seconds = Math.floor(world.clock.ms / 1000);
  const { sessionsVoidBelow = 0 } = credentialOf(account);
  return person.sessions.some(({ memberId, sessionId }) => {
    const session = world.sessions.world.sessions.get(sessionId);
    if (memberId !== account.member.id || !session || session.idleExpiry <= seconds) return false;
    return session.memberVersion === null || session.memberVersion >= sessionsVoidBelow;
  });
}
