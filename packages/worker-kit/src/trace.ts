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
  const random = randomHex(24);
  return `00-${known?.[1] ?? random.slice(16)}-${random.slice(0, 16)}-${known?.[2] ?? "01"}`;
}

function randomHex(bytes: number): string {
  let text = "";
  for (const byte of crypto.getRandomValues(new Uint8Array(bytes))) text += HEX[byte];
  return text;
}
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
