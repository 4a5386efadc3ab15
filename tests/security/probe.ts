/** Calls of attackers: every refusal they get is scanned for what must never leave the system (auth, attack 94). */
import { leakIn } from "@edgemart/testkit/leaks";
import { api, asServer, system } from "@edgemart/testkit/system";
import { importJWK, type JWTPayload, SignJWT } from "jose";
import { expect } from "vitest";

/** An answer to an attack, its body read. */
export interface Probe {
  status: number;
  code: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: attacks look into answers of every shape
  body: any;
  headers: Headers;
}

/** Reads an answer; a refusal is never a 500 and holds nothing secret (`api` of the testkit searched it already). */
export async function probe(pending: Response | Promise<Response>): Promise<Probe> {
  const response = await pending;
  const { headers, status } = response;
  const text = await response.text();
  if (status >= 400) {
    const all = `${JSON.stringify([...headers])}\n${text}`;
    expect(leakIn(new URL(response.url).pathname, status, all)).toBeNull();
    expect(all).not.toMatch(/postgres|neon|upstash|redis|syntax error|violates/i);
    expect(status, text).not.toBe(500);
  }
  const body = (headers.get("content-type") ?? "").includes("json") ? JSON.parse(text) : null;
  return { status, headers, body, code: body?.code };
}

/** `[status, code]` of a call with this token to a protected route of the gateway. */
export async function withToken(token: string, path = "/api/members/me") {
  const headers = { authorization: `Bearer ${token}` };
  const { code, status } = await probe(api(path, { headers }));
  return [status, code];
}

/** `[status, code]` of a call of a trusted server. */
export async function serverCall(path: string, json: unknown, address?: string) {
  const { code, status } = await probe(asServer(path, json, address));
  return [status, code];
}

/** Signs what an attacker would like auth to have signed, with auth's real key. */
export async function forge(
  claims: Record<string, unknown>,
  header: Record<string, unknown> = {},
): Promise<string> {
  const jwk = JSON.parse(system().signingKey) as { kid: string };
  const key = await importJWK({ ...jwk, kty: "OKP" }, "EdDSA");
  return new SignJWT(claims as JWTPayload)
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: jwk.kid, ...header })
    .sign(key);
}

/** One part of a token. */
export function encode(part: unknown): string {
  const text = typeof part === "string" ? part : JSON.stringify(part);
  return Buffer.from(text).toString("base64url");
}
