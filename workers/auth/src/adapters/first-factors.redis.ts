/** First factors that wait for a second, in Redis: by the digest of their challenge, tried a few times, finished once. */
import { ALLOW_KEY_LOCKING, evaluate, type Redis } from "@edgemart/redis/client";
import { z } from "zod";
import { MFA_TRIES_MAX } from "../core/second-factor.ts";
import type { FirstFactorStore } from "../ports.ts";
import { firstFactorKey } from "./keys.ts";
import { askRedis } from "./outage.ts";

/** KEYS challenge · ARGV JSON, TTL */
const BEGIN = `${ALLOW_KEY_LOCKING}
redis.call('HSET', KEYS[1], 'proved', ARGV[1], 'tries', '0')
redis.call('EXPIRE', KEYS[1], ARGV[2])
return { 'begun' }
`;

/** KEYS challenge · ARGV most tries → {its JSON}, or {} when it is over */
const TRY = `${ALLOW_KEY_LOCKING}
local proved = redis.call('HGET', KEYS[1], 'proved')
if not proved then return {} end
local tries = tonumber(redis.call('HGET', KEYS[1], 'tries')) + 1
if tries > tonumber(ARGV[1]) then
  redis.call('DEL', KEYS[1])
  return {}
end
redis.call('HSET', KEYS[1], 'tries', tostring(tries))
return { proved }
`;

const Kept = z.object({
  memberId: z.string(),
  passwordChangedAt: z.string().nullable(),
  amr: z.string(),
  remember: z.boolean(),
  isKnownBrowser: z.boolean(),
  identityId: z.string().optional(),
  authTime: z.number().optional(),
  link: z
    .object({
      issuer: z.string(),
      subject: z.string(),
      memberVersion: z.int().nullable(),
      linkId: z.string().optional(),
    })
    .optional(),
});

/** @param lifeSeconds how long a first factor waits */
export function redisFirstFactors(redis: Redis, lifeSeconds: number): FirstFactorStore {
  const run = (script: string, digest: string, args: (string | number)[]) =>
    askRedis(() => evaluate<string[]>(redis, script, [firstFactorKey(digest)], args.map(String)));
  const read = (kept: string | null | undefined) =>
    typeof kept === "string" ? Kept.parse(JSON.parse(kept)) : null;
  return {
    async keep(digest, proved) {
      await run(BEGIN, digest, [JSON.stringify(proved), lifeSeconds]);
    },
    peek: async (digest) =>
      read(await askRedis(() => redis.hget<string>(firstFactorKey(digest), "proved"))),
    async attempt(digest) {
      const [kept] = await run(TRY, digest, [MFA_TRIES_MAX]);
      return read(kept);
    },
    take: async (digest) => (await askRedis(() => redis.del(firstFactorKey(digest)))) === 1,
  };
}
