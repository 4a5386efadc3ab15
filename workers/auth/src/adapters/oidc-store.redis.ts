/** Sign-ins at providers that are under way, in Redis: transactions and tickets, each taken once. */
import { ALLOW_KEY_LOCKING, evaluate, type Redis } from "@edgemart/redis/client";
import { z } from "zod";
import type { OidcStore } from "../ports.ts";
import { ticketKey, transactionKey } from "./keys.ts";
import { askRedis } from "./outage.ts";

/** KEYS what is kept → {its JSON} for one caller alone, or {} */
const TAKE = `${ALLOW_KEY_LOCKING}
local kept = redis.call('GET', KEYS[1])
if not kept then return {} end
redis.call('DEL', KEYS[1])
return { kept }
`;

/** KEYS ticket (a digit of tries, then JSON) · ARGV most tries → {it} with this try counted, or {}: the try after the last one voids it */
const TRY = `${ALLOW_KEY_LOCKING}
local kept = redis.call('GET', KEYS[1])
if not kept then return {} end
local tries = tonumber(string.sub(kept, 1, 1))
if tries >= tonumber(ARGV[1]) then
  redis.call('DEL', KEYS[1])
  return {}
end
redis.call('SET', KEYS[1], string.format('%d', tries + 1) .. string.sub(kept, 2), 'KEEPTTL')
return { kept }
`;

const Transaction = z.object({
  provider: z.string(),
  purpose: z.enum(["sign_in", "link"]),
  memberId: z.string().nullable(),
  sessionId: z.string().nullable(),
  nonce: z.string(),
  verifier: z.string(),
  transactionDigest: z.string(),
  locale: z.enum(["ko", "en"]),
});
const Ticket = z.object({
  provider: z.string(),
  issuer: z.string(),
  subject: z.string(),
  email: z.string(),
  name: z.string(),
  picture: z.string().nullable(),
  locale: z.enum(["ko", "en"]),
  remember: z.boolean(),
  memberId: z.string().nullable(),
  memberVersion: z.int().nullable(),
});

/** @param lifeSeconds how long either is good */
export function redisOidc(redis: Redis, lifeSeconds: number): OidcStore {
  const take = async (key: string) => {
    const [kept] = await askRedis(() => evaluate<string[]>(redis, TAKE, [key], []));
    return kept ?? null;
  };
  const keep = async (key: string, text: string) => {
    await askRedis(() => redis.set(key, text, { ex: lifeSeconds }));
  };
  const ticketIn = (kept: string | null | undefined) =>
    kept ? Ticket.parse(JSON.parse(kept.slice(1))) : null;
  return {
    keepTransaction: (digest, transaction) =>
      keep(transactionKey(digest), JSON.stringify(transaction)),
    async takeTransaction(digest) {
      const kept = await take(transactionKey(digest));
      return kept === null ? null : Transaction.parse(JSON.parse(kept));
    },
    keepTicket: (digest, ticket) => keep(ticketKey(digest), `0${JSON.stringify(ticket)}`),
    async peekTicket(digest) {
      return ticketIn(await askRedis(() => redis.get<string>(ticketKey(digest))));
    },
    async tryTicket(digest, triesMax) {
      const [kept] = await askRedis(() =>
        evaluate<string[]>(redis, TRY, [ticketKey(digest)], [String(triesMax)]),
      );
      return ticketIn(kept);
    },
    async takeTicket(digest) {
      return ticketIn(await take(ticketKey(digest)));
    },
  };
}
