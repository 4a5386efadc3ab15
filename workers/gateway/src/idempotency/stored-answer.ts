/** What is kept of an answer, and what a replay gives back. Pure. @see gateway spec D, E */
import { decodeBase64Url, encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { z } from "zod";

/** Largest body that is kept, in bytes. */
export const STORED_BODY_BYTES_MAX = 256 * 1024;

const STORED_HEADERS = new Set([
  "content-type",
  "content-language",
  "content-disposition",
  "content-location",
  "location",
  "etag",
  "last-modified",
  "link",
  "deprecation",
  "sunset",
]);

const StoredAnswer = z.object({
  status: z.int().min(200).max(599),
  headers: z.array(z.tuple([z.string(), z.string()])),
  /** Base64url of the exact bytes; null when the status has no body; absent when it was too large to keep. */
  body: z.string().nullable().optional(),
  requestId: z.string(),
});
export type StoredAnswer = z.infer<typeof StoredAnswer>;

const NULL_BODY_STATUS = new Set([204, 205, 304]);

/** @param body the exact bytes, or null when they are larger than the limit */
export function storedAnswerOf(
  response: Response,
  body: Uint8Array | null,
  requestId: string,
): StoredAnswer {
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => STORED_HEADERS.has(name)),
    body: NULL_BODY_STATUS.has(response.status) ? null : body ? encodeBase64Url(body) : undefined,
    requestId,
  };
}

export function parseStoredAnswer(text: string): StoredAnswer {
  return StoredAnswer.parse(JSON.parse(text));
}

/** Makes the replayed response: same status and bytes, marked as a replay. Null when the body was not kept. */
export function replayOf(answer: StoredAnswer): Response | null {
  const headers = new Headers(answer.headers);
  headers.set("idempotent-replayed", "true");
  headers.set("idempotency-status", "replayed");
  headers.set("idempotency-original-request-id", answer.requestId);
  if (answer.body !== undefined) {
    const body = answer.body === null ? null : decodeBase64Url(answer.body);
    return new Response(body, { status: answer.status, headers });
  }
  const location = headers.get("location");
  return location ? new Response(null, { status: 303, headers: { location } }) : null;
}

/** What an upstream answer means for the record. @see gateway spec 17–20 */
export type Disposition = "store" | "release" | "unknown";

/** @param declared the upstream's `Idempotency-Outcome`: executed | not-executed | final */
export function dispositionOf(status: number, declared: string | null): Disposition {
  if (declared === "not-executed") return "release";
  if (declared === "final" || declared === "executed") return "store";
  if (status >= 500) return "unknown";
  if (status < 400 || status === 402 || status === 409 || status === 410) return "store";
  return "release";
}
