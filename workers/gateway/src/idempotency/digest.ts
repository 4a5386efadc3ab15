/** Record ids and fingerprints: SHA-256 over length-prefixed parts, so that no two inputs run together. */
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { joinBytes } from "@edgemart/worker-kit/bytes";

type Part = string | Uint8Array;

async function digest(parts: Part[]): Promise<string> {
  const encoder = new TextEncoder();
  const chunks = parts.flatMap((part) => {
    const bytes = typeof part === "string" ? encoder.encode(part) : part;
    return [encoder.encode(`${bytes.byteLength}:`), bytes];
  });
  return encodeBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", joinBytes(chunks))));
}

/** To whom a key belongs: the same key in two scopes names two records. */
export interface Scope {
  environment: string;
  issuer: string;
  /** Member id of the verified token; null for an anonymous caller, who shares one scope per row. */
  memberId: string | null;
  rowPath: string;
}

/** Names a record: two principals with one key never meet. @see gateway spec 6, 7 */
export function recordId(scope: Scope, key: string): Promise<string> {
  const principal = scope.memberId ?? `anon ${scope.rowPath}`;
  return digest(["v1", scope.environment, scope.issuer, principal, key]);
}

/** Request headers that change what a request means; a keyed retry must send the same. */
export const FINGERPRINTED_HEADERS = [
  "content-encoding",
  "api-version",
  "if-match",
  "if-none-match",
  "range",
  // A guest's proof of an order: what one token was answered is not replayed to another.
  "x-order-token",
] as const;

/**
 * What makes two requests the same request, byte for byte: no JSON canonicalisation.
 *
 * @param request.role the caller's: what was answered to an administrator is not replayed once the role is gone
 * @see gateway spec 8
 */
export function fingerprint(request: {
  method: string;
  path: string;
  query: string;
  headers: Headers;
  body: Uint8Array;
  role: string;
}): Promise<string> {
  const { method, path, query, headers, body, role } = request;
  const essence = (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const named = FINGERPRINTED_HEADERS.map((name) => headers.get(name) ?? "");
  return digest([method, path, query, essence, ...named, role, body]);
}

/** Names a key in the log: the first 8 hex digits of its SHA-256. @see gateway spec 3 */
export async function keyHash(key: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key));
  return new DataView(bytes).getUint32(0).toString(16).padStart(8, "0");
}
