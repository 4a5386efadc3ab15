/** How a schedule begins: what there is of the account, and what the thief has got hold of. */
import { storedHash } from "../../src/verbs/stored-hash.ts";
import { OWNERS, THIEFS } from "./choices.ts";
import { alone, type Play } from "./explore.ts";
import {
  addDevice,
  askForClaim,
  askToMove,
  askToRegister,
  askToVerify,
  byGoogle,
  confirmAddress,
  enrol,
  finish,
  forgot,
  linkOwn,
  renewCodes,
  signIn,
} from "./moves.ts";

const LEAKED = "a phrase that leaked out";
const DAY_MS = 86_400_000;

/** Makes one. @returns how often the thief is in already */
export async function begin(play: Play): Promise<number> {
  const { owner, random, thief, world } = play;
  const kind = random.pick([
    ...(["nothing", "leaked", "leaked", "guarded", "guarded", "full", "squatted"] as const),
    ...(["google", "admin", "moved", "moved"] as const),
  ]);
  play.trace.push(`begins: ${kind}`);
  if (kind === "nothing") return beginAnew(play);
  const hashed = await storedHash(world.directDeps, LEAKED);
  if (!hashed.ok) throw new Error("no hash");
  const hash = kind === "google" ? null : hashed.value;
  const account = world.members.insert(OWNERS, "Kim", kind !== "squatted", hash);
  if (!account) throw new Error("the address is taken");
  if (kind !== "squatted") play.owned = account.member.id;
  const inAs = async (person: typeof owner) => {
    person.passwords.push(LEAKED);
    await alone(play, person, "signs in", (turn) => signIn(turn, OWNERS, LEAKED));
    const held = person.sessions.at(-1);
    if (!held) throw new Error("no session");
    return held;
  };
  const lay = async (person: typeof owner, code: string, isKeyed: boolean) => {
    const held = person.sessions.at(-1);
    if (!held) return;
    if (account.member.emailVerified && random.chance(0.5)) {
      await alone(play, person, "links Google", (turn) => linkOwn(turn, held, code));
    }
    if (isKeyed) await alone(play, person, "adds a passkey", (turn) => addDevice(turn, held));
  };
  switch (kind) {
    case "leaked":
      thief.passwords.push(LEAKED);
      await inAs(owner);
      await lay(owner, "owner-google", random.chance(0.5));
      return 0;
    case "squatted": {
      const held = await inAs(thief);
      await lay(thief, "thief-google", random.chance(0.5));
      if (random.chance(0.5)) {
        await alone(play, thief, "turns a factor on", (turn) => enrol(turn, held));
        if (random.chance(0.5)) world.clock.ms += 8 * DAY_MS;
      }
      if (random.chance(0.5)) {
        await alone(play, owner, "comes by Google", (turn) => byGoogle(turn, "owner-google"));
        const [ticket] = owner.tickets;
        if (ticket)
          await alone(play, owner, "asks for a claim", (turn) => askForClaim(turn, ticket));
      }
      if (random.chance(0.5)) {
        await alone(play, thief, "asks to confirm", (turn) => askToVerify(turn, held));
      }
      return 1;
    }
    case "moved": {
      owner.passwords.push(LEAKED);
      const held = await inAs(thief);
      await lay(thief, "thief-google", random.chance(0.3));
      await alone(play, thief, "wants its address", (turn) => askToMove(turn, held, THIEFS));
      const [mail] = thief.mails(world, "email_change");
      if (mail) await alone(play, thief, "moves it", (turn) => confirmAddress(turn, mail));
      if (random.chance(0.5)) {
        await alone(play, thief, "forgot it", (turn) => forgot(turn, THIEFS));
      }
      return 1;
    }
    case "google": {
      world.members.attach(account, {
        issuer: "https://accounts.google.com",
        subject: "owner-google",
      });
      await alone(play, owner, "comes by Google", (turn) => byGoogle(turn, "owner-google"));
      if (random.chance(0.5)) stolen(play);
      return 1;
    }
    default: {
      // An account with a second factor; the thief saw a code once, or took a session.
      await inAs(owner);
      const secret = `${account.member.id} owner-secret`;
      const activeMs = world.clock.ms - random.pick([1, 30]) * DAY_MS;
      account.totp = { secret, state: "active", madeMs: 0, activeMs, lastStep: 0, next: null };
      owner.secrets.push("owner-secret");
      await alone(play, owner, "signs in again", (turn) => signIn(turn, OWNERS, LEAKED));
      const challenge = owner.challenges.at(-1);
      if (challenge) await alone(play, owner, "types a code", (turn) => finish(turn, challenge));
      if (kind === "full") await lay(owner, "owner-google", true);
      if (kind === "admin") {
        account.member = { ...account.member, role: "admin", version: account.member.version + 1 };
        account.voidBelow = account.member.version;
        owner.sessions.length = 0;
        await alone(play, owner, "signs in", (turn) => signIn(turn, OWNERS, LEAKED));
        world.clock.ms += 31_000;
        const again = owner.challenges.at(-1);
        if (again) await alone(play, owner, "types a code", (turn) => finish(turn, again));
      }
      if (random.chance(0.3)) thief.passwords.push(LEAKED);
      if (random.chance(0.7)) stolen(play);
      const own = thief.sessions.at(-1);
      if (own && random.chance(0.3)) {
        await alone(play, thief, "renews codes", (turn) => renewCodes(turn, own));
      }
      return 1;
    }
  }
}

/** No one has an account yet: what begins one is under way twice. */
async function beginAnew(play: Play): Promise<number> {
  const { owner, random, thief } = play;
  if (random.chance(0.5)) {
    for (let n = 0; n < 2; n++) {
      await alone(play, owner, "registers", (turn) => askToRegister(turn, OWNERS));
    }
    return 0;
  }
  for (const person of random.chance(0.5) ? [owner, thief] : [thief, owner]) {
    const [code = ""] = person.google;
    await alone(play, person, `comes by ${code}`, (turn) => byGoogle(turn, code));
  }
  return 0;
}

/** The owner's browser was left open: the thief has a session of its own from it. */
function stolen({ owner, thief }: Play): void {
  const held = owner.sessions.at(-1);
  if (held) thief.sessions.push({ ...held });
}
