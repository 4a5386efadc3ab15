/** A provider by oauth4webapi (the grant) and jose (the ID token). @see specs/identity.md 22–26 */
import { err, ok, type Result } from "@edgemart/contracts/result";
import { reasonOf } from "@edgemart/worker-kit/log";
import { readBody } from "@edgemart/worker-kit/read-body";
import { createRemoteJWKSet, customFetch as jwksFetch, jwtVerify } from "jose";
import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  customFetch,
  skipStateCheck,
  validateAuthResponse,
} from "oauth4webapi";
import { z } from "zod";
import { isSame } from "../core/digest.ts";
import type { OidcRow } from "../core/oidc-row.ts";
import type { OidcPerson, OidcProvider } from "../ports.ts";

const WAIT_MS = 5_000;
const BYTES_MAX = 64 * 1024;
const KEYS_SECONDS_MAX = 600;
const KEYS_PAUSE_SECONDS = 30;
const ID_TOKEN_AGE_SECONDS_MAX = 600;
const CLOCK_SECONDS = 5;

/** The provider, or the way to it, is down: nothing was learnt. */
class Down extends Error {}
/** It answered something else than it should. */
class Misfit extends Error {}

const Claims = z.object({
  aud: z.string(),
  azp: z.string().optional(),
  nonce: z.string(),
  sub: z.string().regex(/^[\x21-\x7e]{1,255}$/),
  email: z.string().max(320).optional().catch(undefined),
  email_verified: z.unknown().optional(),
  name: z.string().max(1_024).optional().catch(undefined),
  picture: z.string().max(4_096).optional().catch(undefined),
});

/** Keys by their address, kept in the isolate: jose asks anew after 10 minutes, and for an unknown key at most every 30 s. */
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

/** A client of a provider. */
export interface OidcClient {
  id: string;
  secret: string;
  /** Exact, and this provider's own. */
  redirectUri: string;
}

/** @param now epoch milliseconds */
export function oauthProvider(row: OidcRow, client: OidcClient, now: () => number): OidcProvider {
  return {
    id: row.id,
    async authorizationUrl({ nonce, state, verifier }) {
      const url = new URL(row.authorize);
      const asked = {
        client_id: client.id,
        redirect_uri: client.redirectUri,
        response_type: "code",
        scope: row.scopes.join(" "),
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        prompt: "select_account",
      };
      for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
      return url.href;
    },
    async identify(callback, transaction) {
      try {
        const idToken = await grant(row, client, callback, transaction.verifier);
        return ok(await personIn(row, client, idToken, transaction.nonce, now()));
      } catch (thrown) {
        const reason = reasonOf(thrown);
        const code = thrown instanceof Down ? "provider_unavailable" : "provider_failed";
        return err(code, { detail: reason }) satisfies Result<never, typeof code>;
      }
    },
  };
}

/** Exchanges the code for an ID token; whatever else comes is dropped. */
async function grant(
  row: OidcRow,
  client: OidcClient,
  { code, iss }: { code: string; iss?: string | undefined },
  verifier: string,
): Promise<string> {
  const [issuer = ""] = row.issuers;
  if (iss !== undefined && !row.issuers.includes(iss)) throw new Misfit("foreign iss");
  const server = {
    issuer: iss ?? issuer,
    token_endpoint: row.token,
    authorization_response_iss_parameter_supported: row.issParameter === "required",
  };
  const parameters = new URLSearchParams({ code, ...(iss !== undefined && { iss }) });
  const response = await authorizationCodeGrantRequest(
    server,
    { client_id: client.id },
    ClientSecretPost(client.secret),
    // The state was looked up: it names the transaction.
    validateAuthResponse(server, { client_id: client.id }, parameters, skipStateCheck),
    client.redirectUri,
    verifier,
    {
      [customFetch]: (url, init) => boundedFetch(url, init as RequestInit),
      // Only a row of this machine has such an address; the environment refuses it elsewhere.
      [allowInsecureRequests]: row.token.startsWith("http:"),
    },
  );
  if (response.status !== 200) throw new Misfit(`token endpoint ${response.status}`);
  const answer = z.object({ id_token: z.string() }).safeParse(jsonOf(await response.text()));
  if (!answer.success) throw new Misfit("no ID token");
  return answer.data.id_token;
}

async function personIn(
  row: OidcRow,
  client: OidcClient,
  idToken: string,
  nonce: string,
  nowMs: number,
): Promise<OidcPerson> {
  const { payload } = await jwtVerify(idToken, keysOf(row.jwks), {
    algorithms: row.algorithms,
    issuer: row.issuers,
    audience: client.id,
    requiredClaims: ["exp", "iat", "sub", "nonce", "aud"],
    maxTokenAge: ID_TOKEN_AGE_SECONDS_MAX,
    clockTolerance: CLOCK_SECONDS,
    currentDate: new Date(nowMs),
  });
  const claims = Claims.parse(payload);
  if (claims.azp !== undefined && claims.azp !== client.id) throw new Misfit("foreign azp");
  if (!isSame(claims.nonce, nonce)) throw new Misfit("foreign nonce");
  const [issuer = ""] = row.issuers;
  return {
    // One name, whichever of its names the token has: an identity is one row.
    issuer,
    subject: claims.sub,
    email: claims.email ?? null,
    emailVerified: claims.email_verified === true,
    name: claims.name ?? null,
    picture: claims.picture ?? null,
    issuedAt: payload.iat ?? 0,
  };
}

function keysOf(address: string): ReturnType<typeof createRemoteJWKSet> {
  const known = keySets.get(address);
  if (known) return known;
  const made = createRemoteJWKSet(new URL(address), {
    cacheMaxAge: KEYS_SECONDS_MAX * 1000,
    cooldownDuration: KEYS_PAUSE_SECONDS * 1000,
    timeoutDuration: WAIT_MS,
    [jwksFetch]: async (url, init) => {
      const response = await boundedFetch(url, init);
      const text = await response.text();
      // Without keys nothing can be said of the token.
      if (response.status !== 200 || jsonOf(text) === null) throw new Down("no keys");
      return new Response(text);
    },
  });
  keySets.set(address, made);
  return made;
}

/** One call: no redirect, no more than 64 KiB, no longer than 5 s, its body included. @throws Down, Misfit */
async function boundedFetch(url: string, init: RequestInit): Promise<Response> {
  const signal = AbortSignal.timeout(WAIT_MS);
  let response: Response;
  try {
    response = await fetch(url, { ...init, redirect: "manual", signal });
  } catch (thrown) {
    throw new Down(reasonOf(thrown));
  }
  if (response.status >= 500 || response.status === 429) {
    await response.body?.cancel();
    throw new Down(`status ${response.status}`);
  }
  let body: Awaited<ReturnType<typeof readBody>>;
  try {
    body = await readBody(response.body, { bytesMax: BYTES_MAX, withinMs: WAIT_MS });
  } catch (thrown) {
    throw new Down(reasonOf(thrown));
  }
  if (!body.ok) {
    if (body.error.code === "body_too_large") throw new Misfit("too large");
    throw new Down(body.error.code);
  }
  // The runtime makes no Response of a status without a body; a redirect is answered like any other misfit.
  return new Response(body.value, { status: response.status === 200 ? 200 : 400 });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
