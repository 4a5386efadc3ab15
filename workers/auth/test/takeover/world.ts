/** A shop of two people: auth's own verbs over member's statements in memory; what goes out waits for its turn on the stage. */

import { normalizeEmail } from "@edgemart/contracts/email";
import type { AuthEvent } from "@edgemart/contracts/events/auth-events";
import type { AccessClaims } from "@edgemart/contracts/identity";
import { ok } from "@edgemart/contracts/result";
import type { Random } from "@edgemart/testkit/random";
import { type Process, Stage } from "../../../order/test/proof/stage.ts";
import { linkToken } from "../../src/core/links.ts";
import { readAuthConfig } from "../../src/env.ts";
import type { Caller, Deps, NewLink, OidcPerson } from "../../src/ports.ts";
import { memoryChallenges } from "../fakes/challenges.ts";
import { memoryFirstFactors } from "../fakes/first-factors.ts";
import { countingHasher } from "../fakes/hasher.ts";
import { memoryLinks } from "../fakes/links.ts";
import { memoryOidc } from "../fakes/oidc.ts";
import { memorySessions } from "../fakes/sessions.ts";
import { START_MS, testEnv } from "../fakes.ts";
import { MemberModel, type MemberRules, OUR_MEMBER_RULES } from "./member-model.ts";

const config = readAuthConfig(testEnv({ REGISTER_MODE: "verify" }));

/** A mailed link: who reads the mailbox has its token. */
export interface Mail {
  /** Normalized address. */
  to: string;
  linkId: string;
  kind: NewLink["kind"];
  token: string;
}

/** What a planted error bends. */
export interface Planted {
  rules?: Partial<MemberRules>;
  /** Bends what verbs are given. */
  bend?(deps: Deps, world: World): Deps;
}

/** What a browser sends that is not signed in. */
export const NO_SESSION = "none";
const DOWN = { redis: false, members: false, postgres: false };
/** Milliseconds that an effect takes. */
const EFFECT_MS = 5;

/** The world. */
export class World {
  readonly stage: Stage;
  readonly clock = { ms: START_MS };
  readonly members: MemberModel;
  readonly links = memoryLinks(DOWN, () => this.clock.ms);
  readonly sessions = memorySessions(DOWN);
  /** In the order in which they came. */
  readonly mails: Mail[] = [];
  /** Accounts at Google, by the code that names them. */
  readonly google = new Map<string, OidcPerson>();
  /** Whether the next mail is lost. */
  isMailLost = () => false;
  /** How often each ticket of a sign-in at Google acted. */
  readonly ticketUses = new Map<string, number>();
  /** Of the link to an address that is clicked just now: its member. */
  clicked: string | null = null;
  /** For planted errors: what the last ticket was for, and under which password links were made. */
  lastSubject = "";
  readonly bound = new Map<string, string>();
  readonly #deps: Deps;
  readonly #planted: Planted;
  #secrets = 0;
  #links = 0;

  constructor(random: Random, planted: Planted = {}) {
    this.stage = new Stage(random);
    this.#planted = planted;
    const now = () => this.clock.ms;
    this.members = new MemberModel(now, { ...OUR_MEMBER_RULES, ...planted.rules });
    const make = this.links.make;
    this.links.make = async (link, event) => {
      await make(link, event);
      if (event) this.#mail(link.id);
    };
    this.links.tell = async (event) => this.#tell(event);
    this.members.onMoved = (undoLinkId) => this.#mail(undoLinkId);
    this.#deps = this.#assemble(now);
  }

  #tell(event: AuthEvent): void {
    const { data } = event;
    if ("linkId" in data && typeof data.linkId === "string") this.#mail(data.linkId);
  }

  #mail(linkId: string): void {
    const link = this.links.rows.find(({ id }) => id === linkId);
    if (!link || link.isDone || this.isMailLost()) return;
    const secret = config.AUTH_LINK_SECRETS.keys.get(link.kid);
    if (!secret) throw new Error("no secret of links");
    const token = linkToken(secret, link.id, link.kind);
    const { kind } = link;
    this.mails.push({ to: normalizeEmail(link.email) ?? "", linkId, kind, token });
  }

  #assemble(now: () => number): Deps {
    const secret = (bytes: number) => {
      const made = Buffer.alloc(bytes);
      made.writeUInt32BE(++this.#secrets, bytes - 4);
      return made.toString("base64url");
    };
    const noLimit = { admitted: true as const, attempt: 1 };
    return {
      config,
      now,
      random: () => 0,
      newId: (kind) => this.members.newId({ session: "ses", token: "tok", event: "evt" }[kind]),
      newLinkId: () => `lnk_${String(++this.#links).padStart(26, "0")}`,
      newSecret: secret,
      hasher: countingHasher(),
      sessions: this.sessions,
      throttle: {
        takeWindow: async () => noLimit,
        takeAccount: async () => noLimit,
        ...{ giveBackWindow: async () => undefined, giveBackAccount: async () => undefined },
        ...{ forgive: async () => undefined, unlock: async () => undefined },
      },
      links: this.links,
      events: { send: async () => undefined, sendUnsent: async () => 0 },
      outbox: { since: async () => [] },
      challenges: memoryChallenges(DOWN, now),
      firstFactors: memoryFirstFactors(DOWN, now),
      // A code is its secret's name: who has the authenticator can type it, once in 30 s.
      totp: {
        make: async (memberId) => {
          const made = secret(20);
          return { secret: made, uri: "", sealed: `${memberId} ${made}` };
        },
        stepOf: async (memberId, sealed, code, seconds) =>
          sealed === `${memberId} ${code}` ? Math.floor(seconds / 30) : null,
      },
      // A passkey's signature is that its device answers: `Person` says which devices a person has.
      webauthn: {
        rpId: "shop.example",
        creationOptions: async ({ challenge }) => ({ challenge }),
        requestOptions: async ({ challenge }) => ({ challenge }),
        verifyRegistration: async (response) => ({
          ...{ credentialId: response.id, publicKey: "key", counter: 0, aaguid: "" },
          ...{ backupEligible: true, backedUp: true },
        }),
        verifyAssertion: async () => ({ counter: 0, backedUp: true }),
      },
      oidc: {
        id: "google",
        authorizationUrl: async ({ state }) => `https://accounts.example/?state=${state}`,
        identify: async ({ code }) => {
          const person = this.google.get(code);
          if (!person) throw new Error("no such account at the provider");
          return ok({ ...person, issuedAt: Math.floor(now() / 1000) });
        },
      },
      oidcStore: memoryOidc(DOWN, now),
      members: this.members.port(),
      signAccessToken: async (claims) => JSON.stringify(claims),
      verifyAccessToken: async (token, seconds) => {
        if (token === NO_SESSION) return { ok: false, expired: false, reason: "none" };
        const claims = JSON.parse(token) as AccessClaims;
        if (claims.exp <= seconds) return { ok: false, expired: true, reason: "expired" };
        return { ok: true, identity: identityOf(claims) };
      },
      audit: () => undefined,
      auditStore: { keep: async () => undefined, list: async () => [], seal: async () => null },
      noteSeal: () => undefined,
      warn: (event, thrown) => this.stage.surprises.push(`${event}: ${String(thrown)}`),
    };
  }

  /** What a verb of this process is given: each effect waits for its turn. */
  depsOf(process: Process): Deps {
    const gated = <T extends object>(port: T, name: string): T =>
      new Proxy(port, {
        get: (target, method) => {
          const own = Reflect.get(target, method);
          if (typeof own !== "function") return own;
          const called = `${name}.${String(method)}`;
          return (...args: unknown[]) =>
            this.stage.effect(process, called, () => {
              this.clock.ms += EFFECT_MS;
              return own.apply(target, args);
            });
        },
      });
    const deps = this.#planted.bend?.(this.#deps, this) ?? this.#deps;
    return {
      ...deps,
      members: gated(deps.members, "members"),
      links: gated(deps.links, "links"),
      sessions: gated(deps.sessions, "sessions"),
      oidcStore: gated(deps.oidcStore, "oidc"),
      firstFactors: gated(deps.firstFactors, "first"),
    };
  }

  /** A caller, whose later work belongs to its process. */
  caller(): Caller {
    const call = { requestId: "proof", traceparent: "", deadline: Number.MAX_SAFE_INTEGER };
    return {
      call: call as Caller["call"],
      ...{ addressPrefix: "203.0.113.7/32", userAgent: "", country: "", arrivedMs: this.clock.ms },
      ...{ later: () => undefined, noted: [] },
    };
  }

  /** What needs no turn: for what was there before. */
  get directDeps(): Deps {
    return this.#deps;
  }

  /** Notes that a ticket acted. */
  noteTicket(ticket: string, isDone: boolean): boolean {
    if (isDone) this.ticketUses.set(ticket, (this.ticketUses.get(ticket) ?? 0) + 1);
    return isDone;
  }
}

/** Whom an access token speaks for. */
export function identityOf(claims: AccessClaims) {
  return {
    ...{ memberId: claims.sub, sessionId: claims.sid, role: claims.role, amr: claims.amr },
    ...{ authTime: claims.auth_time, issuedAt: claims.iat, expiresAt: claims.exp },
    ...{ memberVersion: claims.mver, era: claims.era },
  };
}
