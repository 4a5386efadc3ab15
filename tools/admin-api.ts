/** The API as an administrator uses it from a terminal: signed in by password, and by a code where the account has a second factor. */
import { readFile } from "node:fs/promises";
import type { FirstFactorOutput } from "@edgemart/contracts/auth";
import { nextDemoCode } from "./accounts/demo-code.ts";
import { readSecrets } from "./constellation/secrets.ts";
import { PATHS } from "./paths.ts";
import { readPassword, runningApi } from "./terminal.ts";

/** Longest wait for one answer. */
const ANSWER_MS = 30_000;

/** Who signs in, and where. */
export interface AdminSignIn {
  api: string;
  serviceKey: string;
  email: string;
  password: string;
  /** Of the authenticator app, or a recovery code; needed only where the account has a second factor. */
  code?: string | undefined;
}

/** Asks one address as the administrator: a POST where there is a body. @throws with its code when it refuses */
export type AskAdmin = <T>(path: string, body?: object) => Promise<T>;

/** Signs in. @throws when the door refuses */
export async function signInAdmin(who: AdminSignIn): Promise<AskAdmin> {
  const { api, serviceKey, email, password, code } = who;
  const asServer = <T>(path: string, body: object) =>
    ask<T>(`${api}${path}`, `Basic ${serviceKey}`, body);
  const first = await asServer<FirstFactorOutput>("/api/auth/login", { email, password });
  const { accessToken } =
    "challenge" in first
      ? await asServer<{ accessToken: string }>("/api/auth/mfa", proof(first.challenge, code))
      : first;
  return (path, body) => ask(`${api}${path}`, `Bearer ${accessToken}`, body);
}

/**
 * Reads who a command works as: the one that is named, whose password is asked for, or the demo's, whose password is random.
 *
 * @param usage how the command names one, for a clone without a demo
 */
export async function namedAdmin(
  named: { email?: string | undefined; api?: string | undefined; code?: string | undefined },
  usage: string,
): Promise<AdminSignIn> {
  const demo = named.email ? null : await demoAdmin();
  const email = named.email ?? demo?.email;
  if (!email) throw new Error(`usage: ${usage}`);
  const vars = { ...(await readSecrets(PATHS.vars)), ...process.env };
  return {
    api: named.api ?? (await runningApi()),
    serviceKey: vars.AUTH_BASIC_KEY ?? "",
    email,
    password: demo?.password ?? (await readPassword()),
    code: named.code ?? (demo ? await nextDemoCode(PATHS.credentials) : undefined),
  };
}

/** Six digits are an app's; anything else is a recovery code. */
function proof(challenge: string, code: string | undefined): object {
  if (!code) throw new Error("the account has a second factor: name a code of it with --code");
  return /^[\d ]+$/.test(code) ? { challenge, code } : { challenge, recoveryCode: code };
}

async function ask<T>(address: string, authorization: string, body?: object): Promise<T> {
  const answer = await fetch(address, {
    method: body ? "POST" : "GET",
    headers: {
      authorization,
      ...(body && {
        "content-type": "application/json",
        "idempotency-key": crypto.randomUUID(),
      }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
  if (answer.ok) return (await answer.json()) as T;
  const problem = (await answer.json().catch(() => null)) as { code?: string } | null;
  throw new Error(`${new URL(address).pathname} answered ${problem?.code ?? answer.status}`);
}

/** The demo administrator of this clone; null when the shop was never started. */
async function demoAdmin(): Promise<{ email: string; password: string } | null> {
  try {
    const text = await readFile(PATHS.credentials, "utf8");
    return (JSON.parse(text) as { admin: { email: string; password: string } }).admin;
  } catch {
    return null; // without it an administrator must be named
  }
}
