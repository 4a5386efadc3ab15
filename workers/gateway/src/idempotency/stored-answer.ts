/** What is kept of an answer, and what a replay gives back. Pure. @see gateway spec D, E */
import { decodeBase64Url, encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { z } from "zod";

/** Largest body that is kept, in bytes. */
export const STORED_BODY_BYTES_MAX = 256 * 1024;

/** Everything else is recomputed for the replaying request, or must never be seen twice (Set-Cookie). */
export const STORED_HEADERS: ReadonlySet<string> = new Set([
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
  /** The exact bytes: as text when they are UTF-8; null when the status has no body; absent when too large to keep. */
  body: z
    .union([z.object({ text: z.string() }), z.object({ base64url: z.string() })])
    .nullable()
    .optional(),
  requestId: z.string(),
  /** Epoch milliseconds up to which it is replayed. */
  expiresAtMs: z.number(),
});
/** An answer as it is sealed and stored. */
export type StoredAnswer = z.infer<typeof StoredAnswer>;

const NULL_BODY_STATUS = new Set([204, 205, 304]);

/**
 * @param body the exact bytes, or null when they are larger than the limit
 * @param more headers that the row keeps in addition to `STORED_HEADERS`
 */
export function storedAnswerOf(
  response: Response,
  body: Uint8Array | null,
  origin: { requestId: string; expiresAtMs: number },
  more: readonly string[] = [],
): StoredAnswer {
  const isKept = (name: string) => STORED_HEADERS.has(name) || more.includes(name);
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => isKept(name)),
    body: NULL_BODY_STATUS.has(response.status) ? null : body ? exactly(body) : undefined,
    ...origin,
  };
}

function exactly(bytes: Uint8Array): { text: string } | { base64url: string } {
  try {
    // `ignoreBOM` keeps a byte order mark as a character, so the bytes come back as they were.
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { base64url: encodeBase64Url(bytes) };
  }
}

/** Parses what was unsealed; throws when it is no stored answer. */
export function parseStoredAnswer(text: string): StoredAnswer {
  return StoredAnswer.parse(JSON.parse(text));
}

/**
 * Makes the replayed response: same status and bytes, marked as a replay.
 *
 * A body too large to keep becomes 303 to the `Location` its answer had.
 *
 * @returns null when the body was not kept and there is no such address
 */
export function replayOf(answer: StoredAnswer): Response | null {
  const marks = {
    "idempotent-replayed": "true",
    "idempotency-status": "replayed",
    "idempotency-original-request-id": answer.requestId,
    "idempotency-expires": httpDate(answer.expiresAtMs),
  };
  const kept = new Headers(answer.headers);
  if (answer.body === undefined) {
    const location = kept.get("location");
    return location ? new Response(null, { status: 303, headers: { ...marks, location } }) : null;
  }
  for (const [name, value] of Object.entries(marks)) kept.set(name, value);
  return new Response(bodyOf(answer.body), { status: answer.status, headers: kept });
}

function bodyOf(body: NonNullable<StoredAnswer["body"]> | null): Uint8Array<ArrayBuffer> | null {
  if (body === null) return null;
  return "text" in body
    ? Uint8Array.from(new TextEncoder().encode(body.text))
    : decodeBase64Url(body.base64url);
}

/** The time format of HTTP headers (RFC 9110 §5.6.7). */
export function httpDate(epochMs: number): string {
  return new Date(epochMs).toUTCString();
}

/** What an upstream answer means for the record. @see gateway spec 17–20 */
export type Disposition = "store" | "release" | "unknown";

/** @param declared the upstream's `Idempotency-Outcome`: executed | not-executed | final */
export function dispositionOf(status: number, declared: string | null): Disposition {
  switch (declared?.trim().toLowerCase()) {
    case "not-executed":
      return "release";
    case "final":
    case "executed":
      return "store";
  }
  if (status >= 500) return "unknown";
  if (status < 400 || status === 402 || status === 409 || status === 410) return "store";
  return "release";
}
