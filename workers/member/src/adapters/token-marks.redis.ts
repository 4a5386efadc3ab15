/** Voids a member's access tokens: the mark every verifier reads. */
import type { Redis } from "@edgemart/redis/client";
import { revokedMemberKey } from "@edgemart/redis/keys";
import type { TokenMarks } from "../ports.ts";

/** The longest an access token may live, with the tolerance of verifiers and the distance of clocks. */
const MARK_SECONDS = 300 + 60;

export function redisMarks(redis: Redis): TokenMarks {
  return {
    async voidTokensOf(memberId) {
      // Tokens count in whole seconds: those of the present one are void too, else one just issued would live on.
      const next = Math.floor(Date.now() / 1000) + 1;
      await redis.set(revokedMemberKey(memberId), String(next), { ex: MARK_SECONDS });
    },
  };
}
