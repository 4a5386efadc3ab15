/** Who acts: what a person has and knows, and how a request of theirs comes to auth's verbs, through the same doors as in its routes. */
import type { SessionTokens } from "@edgemart/contracts/auth";
import type { ErrorCode } from "@edgemart/contracts/error";
import type { Identity } from "@edgemart/contracts/identity";
import type { Result } from "@edgemart/contracts/result";
import { isFresh } from "@edgemart/worker-kit/require-identity";
import type { Deps } from "../../src/ports.ts";
import { refresh } from "../../src/verbs/refresh.ts";
import type { Mail, World } from "./world.ts";

/** A session as its holder keeps it. */
export interface Held {
  memberId: string;
  sessionId: string;
  accessToken: string;
  refreshToken: string;
}

/** Most of each that a person keeps. */
const KEPT_MAX = 6;

/** A person. */
export class Person {
  readonly name: "owner" | "thief";
  /** Normalized address of the mailbox that this person reads. */
  readonly mailbox: string;
  /** Accounts at Google. */
  readonly google: string[];
  /** Key of the browser: 43 characters. */
  readonly browser: string;
  readonly passwords: string[] = [];
  /** Passkeys, by their credential's id. */
  readonly devices: string[] = [];
  /** Secrets of authenticators. */
  readonly secrets: string[] = [];
  readonly recovery: string[] = [];
  readonly sessions: Held[] = [];
  /** Sign-ins that wait for a second factor. */
  readonly challenges: string[] = [];
  /** Sign-ins at Google that wait for a proof or an agreement. */
  readonly tickets: string[] = [];
  /** Tickets for which a link was asked for: keys of the browser that began. */
  readonly claims: string[] = [];
  #made = 0;

  constructor(name: "owner" | "thief", mailbox: string, google: string[]) {
    this.name = name;
    this.mailbox = mailbox;
    this.google = google;
    this.browser = name.padEnd(43, "b");
  }

  /** A password that no one knows but this person. */
  newPassword(): string {
    const made = `${this.name} keeps phrase number ${++this.#made}`;
    return keep(this.passwords, made);
  }

  newDevice(): string {
    return keep(this.devices, `${this.name}-device-${++this.#made}`.padEnd(20, "0"));
  }

  /** Mails in the mailbox, newest first. */
  mails({ mails }: World, ...kinds: Mail["kind"][]): Mail[] {
    return mails
      .filter(({ kind, to }) => to === this.mailbox && (kinds.length === 0 || kinds.includes(kind)))
      .reverse();
  }

  /** Keeps what an answer gave: a session, a challenge, a ticket. @returns whether it is a session */
  takes(answer: Result<unknown, ErrorCode>): boolean {
    if (!answer.ok) return false;
    const given = answer.value as Partial<SessionTokens> & { ticket?: string; challenge?: string };
    if (given.ticket) keep(this.tickets, given.ticket);
    if (given.challenge) keep(this.challenges, given.challenge);
    const { accessToken, member, refreshToken, session } = given;
    if (!accessToken || !refreshToken || !session || !member) return false;
    keep(this.sessions, {
      memberId: member.id,
      sessionId: session.id,
      accessToken,
      refreshToken,
    });
    return true;
  }
}

/** Adds to what is kept, and forgets the oldest. */
export function keep<T>(list: T[], one: T): T {
  list.push(one);
  if (list.length > KEPT_MAX) list.shift();
  return one;
}

/** Lets a holder of a session through as the door does; renews an access token that is over. Null: it is let in no more. */
export async function enter(deps: Deps, world: World, held: Held): Promise<Identity | null> {
  const seconds = Math.floor(world.clock.ms / 1000);
  const seen = await deps.verifyAccessToken(held.accessToken, seconds);
  if (seen.ok) return (await deps.sessions.isRevoked(seen.identity)) ? null : seen.identity;
  const renewed = await refresh(deps, held.refreshToken, world.caller());
  if (!renewed.ok) return null;
  held.accessToken = renewed.value.accessToken;
  held.refreshToken = renewed.value.refreshToken;
  const again = await deps.verifyAccessToken(held.accessToken, seconds);
  return again.ok ? again.identity : null;
}

/** As `enter`, where a proof of the last quarter of an hour is asked. */
export async function enterFresh(deps: Deps, world: World, held: Held): Promise<Identity | null> {
  const identity = await enter(deps, world, held);
  return identity && isFresh(identity, Math.floor(world.clock.ms / 1000)) ? identity : null;
}
