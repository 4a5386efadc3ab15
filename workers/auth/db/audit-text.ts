/** What a seal's hash is taken over, as SQL, for the Worker that seals and the tool that checks. */

/** Smaller than every id: the first seal covers also what was slipped in below the first event. */
export const BEFORE_ALL = "'-9223372036854775808'::bigint";

/** One event `e` as a canonical text. */
const EVENT = `jsonb_build_array(e.id, extract(epoch from e.at)::text, extract(epoch from e.happened_at)::text, e.event,
  e.outcome, e.member_id, e.account, e.session_id, e.request_id, e.address_prefix, e.user_agent_hash)::text`;

/** Aggregates events `e` to the hash of their batch. @param previous SQL expression of the seal before's hash, '' for none */
export function sealHash(previous: string): string {
  return `encode(sha256(convert_to(${previous} || E'\\n' || string_agg(${EVENT}, E'\\n' order by e.id), 'UTF8')), 'hex')`;
}
