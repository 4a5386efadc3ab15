/**
 * The session machine as a pure reducer; `adapters/sessions.lua.ts` is the same machine in Lua, tested against this.
 *
 * Times are epoch seconds unless a name ends in `Ms`. Nothing here reads a clock.
 * Longer than 250 lines: one machine is read in one place, next to its twin in Lua.
 */

/** One session. `counter` numbers its current refresh token. */
export interface Session {
  memberId: string;
  counter: number;
  /** Id of the secret the current refresh token is derived from. */
  keyId: string;
  rotatedAt: number;
  /** Uses of the parent token since the last rotation, as `isCounted` counts them. */
  parentUses: number;
  /** When the last counted use, or the rotation, was decided. */
  usedMs: number;
  createdAt: number;
  /** Version of the member's row the session was opened on; null for one of before. */
  memberVersion: number | null;
  /** Everybody's era it was opened in; null for one of before. */
  era: number | null;
  authTime: number;
  idleExpiry: number;
  absoluteExpiry: number;
  remember: boolean;
  amr: string;
  userAgent: string;
  addressPrefix: string;
  /** ISO 3166-1 code at sign-in, or empty. */
  country: string;
}

/** Everything Redis holds about sessions. */
export interface SessionWorld {
  sessions: ReadonlyMap<string, Session>;
  /** Member id → session id → idle expiry. */
  index: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Session ids whose access tokens are revoked. */
  revoked: ReadonlySet<string>;
  /** Every session of an earlier era is revoked; 0 when none is. */
  era: number;
}

/** The world before any session. */
export const EMPTY_WORLD: SessionWorld = {
  sessions: new Map(),
  index: new Map(),
  revoked: new Set(),
  era: 0,
};

/** Most sessions of a member; the oldest makes room. */
export const SESSIONS_MAX = 20;
/** The parent of the current token is taken for this long (lost answers, parallel tabs) … */
export const GRACE_SECONDS = 30;
/** … and this often. */
export const PARENT_USES_MAX = 20;

/** An index entry outlives its session by this much: isolates' clocks differ, and a live session must stay listed. */
export const CLOCK_SLACK_SECONDS = 60;

/** Opens a session. */
export interface CreateCommand {
  kind: "create";
  sessionId: string;
  session: Session;
  now: number;
}

/** Presents a refresh token's counter. */
export interface RefreshCommand {
  kind: "refresh";
  sessionId: string;
  memberId: string;
  /** Counter of the presented token; its MAC is verified. */
  counter: number;
  /** Secret that a new token is derived from. */
  keyId: string;
  now: number;
  nowMs: number;
  /** When the request reached the Worker. */
  arrivedMs: number;
  /** `now` + idle limit of the member's present role. */
  idleExpiry: number;
  /** Creation + absolute limit of the member's present role; only ever shortens the session. */
  absoluteExpiry: number;
}

/** Ends sessions of one member. */
export interface EndCommand {
  kind: "end";
  memberId: string;
  scope: "one" | "others" | "all";
  /** The session that ends with `one`, or stays with `others`. */
  sessionId: string;
}

/** Notes a new proof, so that later tokens of the session carry it. */
export interface ConfirmCommand {
  kind: "confirm";
  sessionId: string;
  memberId: string;
  /** How it was proved (RFC 8176), added to what the session has: `pwd`, `swk user`. */
  amr: string;
  now: number;
}

/** Begins the next era: every session of every member opened until now is revoked. */
export interface EndEveryoneCommand {
  kind: "endEveryone";
  nowMs: number;
}

type Ending = EndCommand | EndEveryoneCommand;
/** Every command of the machine. */
export type SessionCommand = CreateCommand | RefreshCommand | Ending | ConfirmCommand;

/** What a refresh token bought. */
export interface Renewal {
  counter: number;
  keyId: string;
  idleExpiry: number;
  absoluteExpiry: number;
  authTime: number;
  amr: string;
  era: number | null;
}

/** What a command did. */
export type SessionOutcome =
  | { kind: "created"; evicted: string[]; era: number }
  /** `rotated`: the counter moved. `current`: the parent was shown again, the current token is given again. */
  | { kind: "rotated" | "current"; renewal: Renewal }
  /** `unknown`: no such session · `ahead`: a counter never issued · `expired`, `reused`, `voided`: the session ended now. */
  | { kind: "unknown" | "ahead" | "expired" | "reused" | "voided" }
  | { kind: "ended"; sessionIds: string[] }
  | { kind: "everyoneEnded" }
  | { kind: "confirmed" };

type Step = [SessionWorld, SessionOutcome];

/** Applies one command: the new world, and what the caller is answered. */
export function reduce(world: SessionWorld, command: SessionCommand): Step {
  switch (command.kind) {
    case "create":
      return create(world, command);
    case "refresh":
      return refresh(world, command);
    case "end":
      return end(world, command);
    case "endEveryone":
      return [nextEra(world, command.nowMs), { kind: "everyoneEnded" }];
    case "confirm":
      return confirm(world, command);
  }
}

/** A repeated create (an EVAL sent twice) changes nothing. The oldest sessions make room: ids sort by time. */
function create(world: SessionWorld, { sessionId, session, now }: CreateCommand): Step {
  const known = world.sessions.get(sessionId);
  if (known) return [world, { kind: "created", evicted: [], era: known.era ?? 0 }];
  const listed = [...(world.index.get(session.memberId) ?? [])].filter(
    ([, expiry]) => expiry > now - CLOCK_SLACK_SECONDS,
  );
  const ids = listed.map(([id]) => id).sort();
  const evicted = ids.slice(0, Math.max(0, ids.length - (SESSIONS_MAX - 1)));
  const pruned: SessionWorld = {
    ...world,
    index: new Map(world.index).set(session.memberId, new Map(listed)),
  };
  const roomy = evicted.reduce((rest, id) => without(rest, session.memberId, id), pruned);
  const { era } = world;
  return [put(roomy, sessionId, { ...session, era }), { kind: "created", evicted, era }];
}

function refresh(world: SessionWorld, command: RefreshCommand): Step {
  const { sessionId, memberId, now } = command;
  const session = world.sessions.get(sessionId);
  if (!session || session.memberId !== memberId) return [world, { kind: "unknown" }];
  if (command.counter > session.counter) return [world, { kind: "ahead" }];
  if ((session.era ?? 0) < world.era) {
    return [without(world, memberId, sessionId), { kind: "voided" }];
  }
  const absoluteExpiry = Math.min(session.absoluteExpiry, command.absoluteExpiry);
  if (now >= session.idleExpiry || now >= absoluteExpiry) {
    return [without(world, memberId, sessionId), { kind: "expired" }];
  }
  if (command.counter === session.counter) {
    const rotated: Session = {
      ...session,
      counter: session.counter + 1,
      keyId: command.keyId,
      rotatedAt: now,
      parentUses: 0,
      usedMs: command.nowMs,
      idleExpiry: Math.min(command.idleExpiry, absoluteExpiry),
      absoluteExpiry,
    };
    return [put(world, sessionId, rotated), { kind: "rotated", renewal: rotated }];
  }
  const uses = session.parentUses + (isCounted(session, command) ? 1 : 0);
  const inGrace =
    command.counter === session.counter - 1 && now - session.rotatedAt <= GRACE_SECONDS;
  if (!inGrace || uses > PARENT_USES_MAX) {
    return [without(world, memberId, sessionId), { kind: "reused" }];
  }
  const usedMs = isCounted(session, command) ? command.nowMs : session.usedMs;
  const used = { ...session, parentUses: uses, usedMs };
  return [put(world, sessionId, used), { kind: "current", renewal: used }];
}

/**
 * Tells whether a use of the parent is one more use.
 *
 * A request that was on its way when the last use was decided is the same use: fifty parallel copies of one token
 * are one lost answer, twenty-one uses one after the other are not (auth 42 with 43).
 */
function isCounted(session: Session, { arrivedMs }: RefreshCommand): boolean {
  return arrivedMs > session.usedMs;
}

function end(world: SessionWorld, { memberId, scope, sessionId }: EndCommand): Step {
  const listed = [...(world.index.get(memberId)?.keys() ?? [])].sort();
  const isOwn = world.sessions.get(sessionId)?.memberId === memberId;
  const chosen =
    scope === "one"
      ? [sessionId].filter(() => isOwn)
      : listed.filter((id) => scope === "all" || id !== sessionId);
  const after = chosen.reduce((rest, id) => without(rest, memberId, id), world);
  return [after, { kind: "ended", sessionIds: chosen }];
}

/** Later than every era before, also where clocks differ. */
function nextEra(world: SessionWorld, nowMs: number): SessionWorld {
  return { ...world, era: Math.max(world.era + 1, nowMs) };
}

/** Never makes a session that is not there, and moves neither counter nor expiry. */
function confirm(world: SessionWorld, { amr, memberId, now, sessionId }: ConfirmCommand): Step {
  const session = world.sessions.get(sessionId);
  if (session?.memberId !== memberId) return [world, { kind: "unknown" }];
  const confirmed = { ...session, authTime: now, amr: withMethods(session.amr, amr) };
  return [put(world, sessionId, confirmed), { kind: "confirmed" }];
}

/** Adds methods of proof to those of a session, each once. */
export function withMethods(amr: string, added: string): string {
  return [...new Set(`${amr} ${added}`.split(" ").filter((method) => method !== ""))].join(" ");
}

function put(world: SessionWorld, sessionId: string, session: Session): SessionWorld {
  const listed = new Map(world.index.get(session.memberId)).set(sessionId, session.idleExpiry);
  return {
    ...world,
    sessions: new Map(world.sessions).set(sessionId, session),
    index: new Map(world.index).set(session.memberId, listed),
  };
}

/** Ends a session: no key of it is left, and its access tokens are revoked from now on. */
function without(world: SessionWorld, memberId: string, sessionId: string): SessionWorld {
  const sessions = new Map(world.sessions);
  const listed = new Map(world.index.get(memberId));
  sessions.delete(sessionId);
  listed.delete(sessionId);
  return {
    ...world,
    sessions,
    index: new Map(world.index).set(memberId, listed),
    revoked: new Set(world.revoked).add(sessionId),
  };
}
