/** Tells Redis's absence from everything else. Pure. */

/** What a command of ours can be too large for: a refusal, though Upstash words it like a quota. */
const TOO_LARGE = /\bmax (request|single record|response) size exceeded\b/i;

/** Tells whether an error means that the store is unavailable or too slow. A wrong command of ours is not an outage. */
export function isRedisOutage(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if (thrown.name === "TimeoutError" || thrown.name === "AbortError") return true;
  // Half an answer, or the page of a proxy in front of the store.
  if (thrown.name === "UpstashJSONParseError") return true;
  if (thrown.name === "UpstashError" || thrown.name === "UrlError") {
    // Upstash words its quotas as ERR too; they pass like an outage does.
    const refused = /\b(ERR|WRONGTYPE|WRONGPASS|NOSCRIPT)\b/.test(thrown.message);
    return (
      !refused || (/\bmax\b.*\bexceeded\b/i.test(thrown.message) && !TOO_LARGE.test(thrown.message))
    );
  }
  // The words of fetch itself, in workerd and in Node; a TypeError of ours has others.
  return /network connection lost|fetch failed|internal error; reference|connection refused/i.test(
    thrown.message,
  );
}

/** Tells whether a connection broke before its answer came, in the words of workerd and of Node. Not a time limit. */
export function isConnectionLost(thrown: unknown): boolean {
  return thrown instanceof Error && /network connection lost|fetch failed/i.test(thrown.message);
}

/** Tells whether an error is an answer of the store: it refused the command, so it is there. */
export function isRedisReply(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === "UpstashError" && !isRedisOutage(thrown);
}

/**
 * Gives a failure without what was sent and what was answered.
 *
 * The client's messages quote the entire command, and the beginning of an answer that is no JSON. Both hold sessions and
 * members, and messages are logged. What a command says must not decide either which failure it is.
 */
export function withoutContents(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const message = thrown.message.replace(CONTENTS, "");
  if (message === thrown.message) return thrown;
  return Object.assign(new Error(message), { name: thrown.name });
}
const CONTENTS = /(?<=^Unable to parse response body)[\s\S]*$|, command was: [\s\S]*$/;
