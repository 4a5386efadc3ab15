/** Errors that the search must find: rules of statements that are off, and ports that are bent. @see specs/identity.md 57 */
import type { Subject } from "@edgemart/contracts/google";
import { bindingOf } from "../../src/core/links.ts";
import type { Deps } from "../../src/ports.ts";
import { credentialOf, knownOf } from "./member-rows.ts";
import { NO_SESSION, type Planted, type World } from "./world.ts";

/** An error, what it is called, and the law that tells of it. */
export interface PlantedError extends Planted {
  name: string;
  says: RegExp;
  /** Of the search that meets it soon; seldom ones take many schedules else. */
  seed?: number;
}

/** What every link is bound to now, whatever it was made under: a link that is bound to nothing. */
function unbound(deps: Deps, world: World): Deps {
  const { find } = world.links;
  return {
    ...deps,
    links: {
      ...deps.links,
      async find(digest) {
        const link = await find(digest);
        const account = link?.memberId ? world.members.byId(link.memberId) : undefined;
        if (!link || !account || link.kind === "email_undo") return link;
        const { member, passwordChangedAt, sessionsVoidBelow = 0 } = credentialOf(account);
        const { emailNorm } = account;
        const { id: memberId, role } = member;
        const facts = { memberId, emailNorm, passwordChangedAt, sessionsVoidBelow, role };
        return { ...link, binding: bindingOf(link.kind, facts) };
      },
      dropAllOf: async () => undefined,
      take: async (digest) => {
        const row = world.links.rows.find((each) => each.digest === digest);
        return row ? world.links.take(digest, row.kind, row.binding) : false;
      },
    },
  };
}

/** Who has the address by what Google says is let into its account. */
function byAddress(deps: Deps, world: World): Deps {
  const { members } = deps;
  const named = ({ subject }: Subject) => {
    const account = world.members.byEmail(world.google.get(subject)?.email ?? "");
    return account ? { account, row: account.identities[0] } : null;
  };
  return {
    ...deps,
    members: {
      ...members,
      async identityOf(subject, call) {
        const known = await members.identityOf(subject, call);
        const found = known ? null : named(subject);
        if (!found) return known;
        const row = found.row ?? {
          id: world.members.attach(found.account, subject).id,
          linkedMs: 0,
        };
        return knownOf(found.account, { ...subject, ...row });
      },
    },
  };
}

/** A ticket keeps the person that came last, not its own. */
function lastSubject(deps: Deps, world: World): Deps {
  const { oidcStore } = deps;
  return {
    ...deps,
    oidcStore: {
      ...oidcStore,
      async keepTicket(digest, ticket) {
        world.lastSubject = ticket.subject;
        await oidcStore.keepTicket(digest, ticket);
      },
      async takeTicket(digest) {
        const ticket = await oidcStore.takeTicket(digest);
        return ticket && { ...ticket, subject: world.lastSubject };
      },
    },
  };
}

/** A click confirms an address: who opens the link is taken for its member. */
function byClick(deps: Deps, world: World): Deps {
  return {
    ...deps,
    async verifyAccessToken(token, seconds) {
      const { clicked } = world;
      if (token !== NO_SESSION || !clicked) return deps.verifyAccessToken(token, seconds);
      const now = { authTime: seconds, issuedAt: seconds, expiresAt: seconds + 300 };
      const whose = { memberId: clicked, sessionId: "ses_none", role: "member" as const };
      return { ok: true, identity: { ...whose, amr: ["pwd"], ...now } };
    },
  };
}

/** All of them. */
export const PLANTED: readonly PlantedError[] = [
  { name: "a reset keeps passkeys", rules: { resetTakesPasskeys: false }, says: /^a: /m },
  { name: "a reset keeps linked accounts", rules: { resetTakesIdentities: false }, says: /^a: /m },
  {
    name: "linked accounts stay where a settled factor does",
    seed: 4,
    rules: { settledTakesIdentities: false },
    says: /^a: /m,
  },
  {
    name: "a thief's young factor outlives the reset",
    rules: { resetTakesYoungFactor: false },
    says: /^b: /m,
  },
  {
    name: "a reset ends no sessions",
    rules: { resetEndsSessions: false },
    bend: endless,
    says: /^a: /m,
  },
  {
    name: "what a session adds does not name its version",
    seed: 1,
    rules: { comparesSession: false },
    says: /^a: /m,
  },
  {
    name: "a link acts as often as it is used",
    seed: 3,
    rules: { linkActsOnce: false },
    bend: reusable,
    says: /^d: /m,
  },
  { name: "a reset is bound to the password", seed: 10, bend: boundToPassword, says: /^b: /m },
  {
    name: "links are bound to nothing, and none is dropped",
    seed: 6,
    rules: { linkIsBound: false },
    bend: unbound,
    says: /^[ab]: /m,
  },
  { name: "an undo keeps the password", rules: { undoTakesPassword: false }, says: /^a: /m },
  { name: "an undo keeps older ways in", rules: { undoTakesOtherWays: false }, says: /^a: /m },
  {
    name: "a claim keeps what was laid there",
    seed: 1,
    rules: { claimTakesWays: false },
    says: /^a: /m,
  },
  {
    name: "an address that was left is free",
    seed: 3,
    rules: { addressIsHeld: false },
    says: /^[bc]: /m,
  },
  {
    name: "two accounts may have one address",
    seed: 6,
    rules: { addressIsUnique: false },
    says: /^c: /m,
  },
  { name: "an account is found by the address that Google says", bend: byAddress, says: /^a: /m },
  { name: "a ticket does not name its subject", bend: lastSubject, says: /^[ac]: /m },
  {
    name: "a click on a stranger's link confirms an address",
    seed: 4,
    bend: byClick,
    says: /^a: /m,
  },
];

/** Sessions go on. */
function endless(deps: Deps): Deps {
  return { ...deps, sessions: { ...deps.sessions, end: async () => [] } };
}

/** A link that was used, or is done, looks like a new one. */
function reusable(deps: Deps, world: World): Deps {
  const row = (digest: string) => world.links.rows.find((each) => each.digest === digest);
  return {
    ...deps,
    links: {
      ...deps.links,
      find: async (digest) => row(digest) ?? null,
      take: async () => true,
      finish: async () => undefined,
    },
  };
}

/** The newer password voids the owner's own link. */
function boundToPassword(deps: Deps, world: World): Deps {
  const changedOf = (memberId: string | null) =>
    String(memberId && world.members.byId(memberId)?.changedMs);
  return {
    ...deps,
    links: {
      ...deps.links,
      async make(link, event) {
        world.bound.set(link.id, changedOf(link.memberId));
        await deps.links.make(link, event);
      },
      async find(digest) {
        const link = await deps.links.find(digest);
        const isSame = world.bound.get(link?.id ?? "") === changedOf(link?.memberId ?? null);
        return link?.kind === "reset" && !isSame ? null : link;
      },
    },
  };
}
