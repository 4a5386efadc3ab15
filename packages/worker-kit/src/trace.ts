/** Request ids and W3C trace context: accepted when well-formed, else begun anew. */

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-(0[01])$/;
const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** Gives the caller's request id when it is safe to log and echo, else a new one. */
export function requestIdFrom(presented: string | null | undefined): string {
  return presented && REQUEST_ID.test(presented) ? presented : crypto.randomUUID();
}

/**
 * Continues a trace with a new span id, or begins one.
 *
 * @see https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function continueTrace(presented: string | null | undefined): string {
  const known = presented ? TRACEPARENT.exec(presented) : null;
  return `00-${known?.[1] ?? randomHex(16)}-${randomHex(8)}-${known?.[2] ?? "01"}`;
}

function randomHex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
