/** A provider that says what a test lets it say, and sign-ins under way, in memory. */
import { err, ok } from "@edgemart/contracts/result";
import {
  type OidcPerson,
  type OidcProvider,
  type OidcStore,
  type OidcTicket,
  type OidcTransaction,
  Unavailable,
} from "../../src/ports.ts";

/** What the provider says next, and what it was asked. */
export interface Sayings {
  person: OidcPerson;
  failure: "provider_failed" | "provider_unavailable" | null;
  calls: number;
}

/** A person no one knows. */
export function newSayings(startMs: number): Sayings {
  return {
    person: {
      ...{ issuer: "https://accounts.google.com", subject: "100", email: "mina@gmail.com" },
      ...{ emailVerified: true, name: "Mina Kim", picture: null },
      issuedAt: Math.floor(startMs / 1000),
    },
    failure: null,
    calls: 0,
  };
}

/** The grant and the ID token have tests of their own (oidc.oauth4webapi.test.ts). */
export function fakeProvider(says: Sayings): OidcProvider {
  return {
    id: "google",
    async authorizationUrl({ nonce, state }) {
      return `https://accounts.google.com/o/oauth2/v2/auth?state=${state}&nonce=${nonce}`;
    },
    async identify() {
      says.calls++;
      return says.failure ? err(says.failure) : ok(says.person);
    },
  };
}

/** Makes an empty store; `down.redis` makes every call fail. @param now epoch milliseconds */
export function memoryOidc(down: { redis: boolean }, now: () => number): OidcStore {
  const transactions = new Map<string, { kept: OidcTransaction; endsMs: number }>();
  const tickets = new Map<string, { kept: OidcTicket; endsMs: number; tries: number }>();
  const check = () => {
    if (down.redis) throw new Unavailable("redis: unavailable");
  };
  const living = <T extends { endsMs: number }>(entry: T | undefined) =>
    entry && entry.endsMs > now() ? entry : null;
  return {
    async keepTransaction(digest, kept) {
      check();
      transactions.set(digest, { kept, endsMs: now() + 600_000 });
    },
    async takeTransaction(digest) {
      check();
      const found = living(transactions.get(digest));
      transactions.delete(digest);
      return found?.kept ?? null;
    },
    async keepTicket(digest, kept) {
      check();
      tickets.set(digest, { kept, endsMs: now() + 600_000, tries: 0 });
    },
    async peekTicket(digest) {
      check();
      return living(tickets.get(digest))?.kept ?? null;
    },
    async tryTicket(digest, triesMax) {
      check();
      const found = living(tickets.get(digest));
      if (!found) return null;
      if (found.tries >= triesMax) {
        tickets.delete(digest);
        return null;
      }
      found.tries++;
      return found.kept;
    },
    async takeTicket(digest) {
      check();
      const found = living(tickets.get(digest));
      tickets.delete(digest);
      return found?.kept ?? null;
    },
  };
}
