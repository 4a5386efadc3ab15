/** Challenges of passkeys in Redis: each is taken by one answer, and only that one. */
import { ALLOW_KEY_LOCKING, evaluate, type Redis } from "@edgemart/redis/client";
import { z } from "zod";
import type { ChallengeStore } from "../ports.ts";
import { challengeKey } from "./keys.ts";
import { askRedis } from "./outage.ts";

/** KEYS challenge → {its JSON} for one caller alone, or {} */
const TAKE = `${ALLOW_KEY_LOCKING}
local kept = redis.call('GET', KEYS[1])
if not kept then return {} end
redis.call('DEL', KEYS[1])
return { kept }
`;

const Kept = z.object({
  purpose: z.enum(["sign_in", "register", "prove", "finish", "link"]),
  sessionId: z.string().nullable(),
  challenge: z.string(),
});

/** @param lifeSeconds how long a challenge is good */
export function redisChallenges(redis: Redis, lifeSeconds: number): ChallengeStore {
  return {
    async keep(id, challenge) {
      await askRedis(() =>
        redis.set(challengeKey(id), JSON.stringify(challenge), { ex: lifeSeconds }),
      );
    },
    async take(id) {
      const [kept] = await askRedis(() => evaluate<string[]>(redis, TAKE, [challengeKey(id)], []));
      return kept === undefined ? null : Kept.parse(JSON.parse(kept));
    },
  };
}
