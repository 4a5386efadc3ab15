/** Voids a member's access tokens: the mark every verifier reads. */
import { ALLOW_KEY_LOCKING, evaluate, type Redis } from "@edgemart/redis/client";
import { revokedMemberKey } from "@edgemart/redis/keys";
import type { TokenMarks } from "../ports.ts";

/** The longest an access token may live, with the tolerance of verifiers and the distance of clocks. */
const MARK_SECONDS = 300 + 60;

// `under` counts the changes under way: `!` is one, `!2` are two.
const READ = `
local held = redis.call('GET', KEYS[1]) or ''
local second, floor, under = string.match(held, '^(%d+)%.(%d+)(!?%d*)$')
floor = floor or '0'
under = (not under or under == '') and 0 or tonumber(string.sub(under, 2)) or 1
local function write(at, ttl)
  local count = under == 0 and '' or under == 1 and '!' or '!' .. under
  if floor == '0' and under == 0 then return redis.call('DEL', KEYS[1]) end
  redis.call('SET', KEYS[1], at .. '.' .. floor .. count, 'EX', ttl)
end
`;

/** KEYS mark · ARGV next second, TTL: what was issued until now is revoked while the change is under way; the floor stays. */
const BEGIN = `${ALLOW_KEY_LOCKING}${READ}
under = under + 1
write(ARGV[1], ARGV[2])
return 1`;

/**
 * KEYS mark · ARGV this second, version or '', TTL: raises the floor to the version, never lowers it.
 *
 * A refused change takes back its own part alone: another may be under way, or its Worker have died after it was made.
 */
const END = `${ALLOW_KEY_LOCKING}${READ}
if ARGV[2] == '' then under = math.max(0, under - 1) else under = 0 end
if ARGV[2] ~= '' and tonumber(ARGV[2]) > tonumber(floor) then floor = ARGV[2] end
write(under > 0 and second or ARGV[1], ARGV[3])
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
