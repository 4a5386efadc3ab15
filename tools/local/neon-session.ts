/**
 * Decides whether a statement may leave something behind in its connection's session; pure.
 *
 * Neon's proxy hands a connection on as it is, and throws it away after a failure or inside a transaction. What reads and
 * writes rows leaves nothing: to reset the session after it would cost a round trip, and every plan of every function.
 */

const ROWS_ONLY = /^(?:select|insert|update|delete|merge|with|values)\b/;
/** Row statements that change the session all the same: settings, locks and temporary tables. */
const TOUCHES_SESSION = /\b(?:set_config|pg_(?:try_)?advisory_lock\w*|temp|temporary)\b/;
/** A setting of the transaction alone. */
const OF_THE_TRANSACTION = /set_config\([^()]*,\s*true\s*\)/g;
/** Comments and brackets that a statement may begin with. */
const BEFORE_IT = /^(?:\s+|\(|--[^\n]*(?:\n|$)|\/\*[^*]*(?:\*(?!\/)[^*]*)*\*\/)+/;

/**
 * Says true when in doubt.
 *
 * A function that changes the session for longer than its transaction is not seen; here as on Neon none may.
 */
export function mayLeaveState(query: string): boolean {
  const text = query.toLowerCase().replace(OF_THE_TRANSACTION, "");
  return !ROWS_ONLY.test(text.replace(BEFORE_IT, "")) || TOUCHES_SESSION.test(text);
}
