/** Numbered rules that tests name: one list for each specification. */
import { AUTH, AUTH_ATTACKS } from "./auth.ts";

export interface Spec {
  /** The word before a number in a test's name: `gateway 17`, `attacks 4, 5`. */
  id: string;
  /** Name of its page, where it is not the word. */
  page?: string;
  title: string;
  /** Number → what it demands, in a few words. */
  rules: readonly (readonly [number: number, demand: string])[];
  /** Rules whose whole proof stands elsewhere: number → where. */
  elsewhere: Readonly<Record<number, string>>;
}

export const SPECS: readonly Spec[] = [
  {
    id: "gateway",
    title: "The gateway",
    rules: [
      [1, "two header names, one key; a repeated or contradicting one is 400"],
      [2, "a key is an RFC 8941 String or a bare token, and both spell the same one"],
      [3, "1–255 visible characters; logs carry eight hex digits of its hash"],
      [4, "21 characters or more without a member"],
      [5, "writes only, by row: off, optional or required; elsewhere ignored without a store call"],
      [6, "a record belongs to environment, issuer, principal and key"],
      [7, "the principal comes from the verified token alone"],
      [8, "the fingerprint is method, path, query, type, encoding and every byte"],
      [9, "another request under a known key is 422 in every state"],
      [10, "N identical requests at once reach the Worker once"],
      [11, "only the owner settles; a stale holder changes nothing"],
      [12, "a lease outlives the upstream's deadline, and no holder its lease"],
      [13, "a duplicate of a running request is 409 with its wait"],
      [14, "a client that goes away loses nothing"],
      [15, "after a crash: the next attempt, or on once rows an unknown outcome"],
      [16, "a claim whose reply was lost is recognised, one that comes late is void"],
      [17, "which answers are stored, which release the key"],
      [18, "a failure of unknown effect keeps the fingerprint"],
      [19, "what was never sent is given back"],
      [20, "the Worker may say what became of it"],
      [21, "stored byte for byte, with the listed headers"],
      [22, "what is never stored"],
      [23, "above 256 KiB a tombstone, above 1 MiB of request 413"],
      [24, "answers live a day, their keys thirty more"],
      [25, "stored answers are sealed under a key of the record"],
      [26, "how a first answer and a replay are marked"],
      [27, "every failure is a problem of the one table"],
      [28, "a store in trouble fails closed for keyed requests"],
      [29, "a completion that fails costs the client nothing"],
      [30, "a circuit in front of the store"],
      [31, "settings of the store's client that must hold"],
      [32, "2 trips for a first run, 1 for anything else with a key, 0 without"],
      [33, "each transition is one script that locks its keys only"],
      [34, "decisions are writes; a lost record is healed, never guessed"],
      [35, "key and attempt travel to the Worker behind"],
      [36, "revocation and exact limits ride in the claim's trip"],
      [37, "one conformance suite for every store"],
      [38, "tokens: algorithm, issuer, audience, type and claims are pinned"],
      [39, "credentials: Bearer only, each refusal with its challenge"],
      [40, "keys come from configuration; nothing is fetched"],
      [41, "a verified token is remembered a minute; spoofed identity headers are stripped"],
      [42, "the cache keeps what is everybody's, and nothing else"],
      [43, "limits: headers, 429, open when the counter is away"],
      [44, "a circuit for each Worker and class"],
      [45, "traces, timings and metrics"],
    ],
    elsewhere: {
      37: "`workers/gateway/test/store.test.ts` runs whole on the embedded Redis and on redis-server",
    },
  },
  AUTH,
  AUTH_ATTACKS,
];
