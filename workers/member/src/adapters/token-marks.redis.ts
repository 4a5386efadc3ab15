/** Voids a member's access tokens: the mark every verifier reads. */
import { ALLOW_KEY_LOCKING, evaluate, type Redis } from "@edgemart/redis/client";
import { revokedMemberKey } from "@edgemart/redis/keys";
import type { TokenMarks } from "../ports.ts";

/** The longest an access token may live, with the tolerance of verifiers and the distance of clocks. */
const MARK_SECONDS = 300 + 60;

const FLOOR = `
local held = redis.call('GET', KEYS[1])
local floor = held and string.match(held, '^%d+%.(%d+)!?$') or '0'
`;

/** KEYS mark · ARGV next second, TTL: what was issued until now is void while the change is under way; the floor stays. */
const BEGIN = `${ALLOW_KEY_LOCKING}${FLOOR}
redis.call('SET', KEYS[1], ARGV[1] .. '.' .. floor .. '!', 'EX', ARGV[2])
return 1`;

/** KEYS mark · ARGV this second, version or '', TTL: raises the floor to the version, never lowers it. */
const END = `${ALLOW_KEY_LOCKING}${FLOOR}
if ARGV[2] ~= '' and tonumber(ARGV[2]) > tonumber(floor) then floor = ARGV[2] end
if floor == '0' then redis.call('DEL', KEYS[1]) else
  redis.call('SET', KEYS[1], ARGV[1] .. '.' .. floor, 'EX', ARGV[3])
end
return 1`;

/** @param now epoch milliseconds */
export function redisMarks(redis: Redis, now: () => number = Date.now): TokenMarks {
  const second = () => Math.floor(now() / 1000);
  const run = (script: string, memberId: string, args: (string | number)[]) =>
    evaluate<number>(redis, script, [revokedMemberKey(memberId)], args.map(String));
  return {
    async begin(memberId) {
      await run(BEGIN, memberId, [second() + 1, MARK_SECONDS]);
    },
    async end(memberId, version) {
      await run(END, memberId, [second(), version ?? "", MARK_SECONDS]);
    },
  };
}
