/** Reads the one Bearer credential a request may carry. Pure. @see RFC 6750 §2.1 */

/** What the `Authorization` header of a request holds. */
export type Bearer =
  | { kind: "none" }
  | { kind: "token"; token: string }
  /** Another scheme, or a malformed one: 401 `token_invalid`. */
  | { kind: "malformed" }
  /** Two credentials in one request: 400 `invalid_request`. */
  | { kind: "ambiguous" };

/** @param authorization value of the header as the runtime joined it (a repeated line arrives with a comma) */
export function readBearer(authorization: string | null | undefined): Bearer {
  if (authorization === null || authorization === undefined) return { kind: "none" };
  if (authorization.includes(",")) return { kind: "ambiguous" };
  const match = /^bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(authorization);
  return match?.[1] ? { kind: "token", token: match[1] } : { kind: "malformed" };
}
