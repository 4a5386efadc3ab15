/** Whom an entry row names, for limits when no address is known: the member, or a digest of the e-mail in the body. */
import { normalizeEmail } from "@edgemart/contracts/email";
import { decodeUtf8 } from "@edgemart/worker-kit/utf8";
import type { GatewayContext } from "../context.ts";

/** Gives the member or a digest of the e-mail. @returns null when no account is named: then no password is checked either */
export async function accountNamed(c: GatewayContext): Promise<string | null> {
  const identity = c.get("identity");
  if (identity) return identity.memberId;
  const email = emailIn(c.get("body"));
  if (email === null) return null;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(email));
  return `account ${Buffer.from(digest).toString("base64url")}`;
}

function emailIn(body: Uint8Array<ArrayBuffer> | null): string | null {
  try {
    const { email } = JSON.parse((body && decodeUtf8(body)) ?? "null") ?? {};
    return typeof email === "string" ? normalizeEmail(email) : null;
  } catch {
    return null; // no JSON: auth refuses it before it looks up an account
  }
}
