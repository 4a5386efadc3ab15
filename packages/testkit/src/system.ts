/** What tests know of the running constellation, and the calls most of them make. */
import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { codeAt } from "./authenticator-app.ts";
import { leakIn } from "./leaks.ts";
import { type Account, freshCode } from "./second-factor.ts";

/** Facts of the constellation, provided by the global set-up. */
export interface SystemFacts {
  urls: { web: string; api: string; cdn: string; mailbox: string; oidc: string };
  serviceKey: string;
  admin: Account;
  member: Account;
  /** PostgreSQL's superuser, for assertions on rows. */
  adminUrl: string;
  upstash: { url: string; token: string };
  operatorToken: string;
  /** Signs webhooks of the provider of e-mail. */
  mailWebhookSecret: string;
  /** Makes the tokens by which mails are unsubscribed from. */
  unsubscribeSecrets: string;
  /** The private JWK auth signs with: attacks that need a valid signature. */
  signingKey: string;
  /** Ids of the discovered Workers. */
  services: { id: string; name: string; isPublic: boolean }[];
  redisKind: string;
  /** File with every line that the stores and Workers have logged. */
  log: string;
  /** The local payment gateway and its keys; null when payment asks another one. */
  paymentGateway: {
    url: string;
    keys: { secretKey: string; clientKey: string; controlToken: string };
  } | null;
}

declare module "vitest" {
  interface ProvidedContext {
    system: SystemFacts;
  }
}

/** Gives addresses and secrets of the running system that the global set-up has brought up. */
export function system(): SystemFacts {
  return inject("system");
}

/** Calls the public API; a test's own client address keeps its limits apart from other tests. */
export async function api(
  path: string,
  init: RequestInit & { json?: unknown; token?: string; address?: string } = {},
): Promise<Response> {
  const { json, token, address, ...rest } = init;
  const headers = new Headers(rest.headers);
  headers.set("cf-connecting-ip", address ?? ownAddress());
  if (token) headers.set("authorization", `Bearer ${token}`);
  if (json !== undefined) headers.set("content-type", "application/json");
  const answer = await fetch(`${system().urls.api}${path}`, {
    method: json === undefined ? "GET" : "POST",
    body: json === undefined ? undefined : JSON.stringify(json),
    signal: AbortSignal.timeout(30_000),
    ...rest,
    headers,
  });
  await refuseLeak(path, answer);
  return answer;
}

/** Every answer of every test is searched for what must never leave the system. */
async function refuseLeak(path: string, answer: Response): Promise<void> {
  if (!/json|text/.test(answer.headers.get("content-type") ?? "json")) return;
  const text = `${JSON.stringify([...answer.headers])}\n${await answer.clone().text()}`;
  const leak = leakIn(path, answer.status, text);
  if (leak) throw new Error(leak);
}

/** Calls auth as a trusted server does. */
export function asServer(path: string, json: unknown, address?: string): Promise<Response> {
  const authorization = `Basic ${system().serviceKey}`;
  return api(path, { json, address, headers: { authorization } });
}

/** A documentation address (RFC 3849) no one else uses. */
export function ownAddress(): string {
  const group = () => Math.floor(Math.random() * 0xffff).toString(16);
  return `2001:db8:${group()}:${group()}::1`;
}

/** Makes an e-mail address that no account has. */
export function freshEmail(): string {
  return `test-${randomUUID().slice(0, 13)}@example.com`;
}

export const PASSWORD = "correct horse battery staple";

/** Opens a new account and gives its tokens. */
export async function newMember(): Promise<{
  email: string;
  accessToken: string;
  refreshToken: string;
  id: string;
}> {
  const email = freshEmail();
  const answer = await asServer("/api/auth/register", { email, password: PASSWORD, name: "Mina" });
  if (answer.status !== 201) throw new Error(`register answered ${await answer.text()}`);
  const { tokens } = (await answer.json()) as {
    tokens: { accessToken: string; refreshToken: string; member: { id: string } };
  };
  return { email, ...tokens, id: tokens.member.id };
}

interface Entered {
  accessToken: string;
  refreshToken: string;
}

/** Signs an account in, by a second factor where it has one. */
export async function signIn(account: Account): Promise<string> {
  return (await sessionOf(account)).accessToken;
}

async function sessionOf({ email, password, totpSecret }: Account): Promise<Entered> {
  const answer = await asServer("/api/auth/login", { email, password });
  if (answer.status !== 200) throw new Error(`login answered ${await answer.text()}`);
  const entered = (await answer.json()) as Entered | { challenge: string };
  if (!("challenge" in entered)) return entered;
  const code = await freshCode({ email, password, totpSecret }, system().adminUrl);
  const { challenge } = entered;
  const finished = await asServer("/api/auth/mfa", { challenge, code });
  if (finished.status !== 200) throw new Error(`the code answered ${await finished.text()}`);
  return (await finished.json()) as Entered;
}

/** A sign-in costs a hash; a token is good for five minutes. */
const REUSED_MS = 60_000;
let kept: { token: string; untilMs: number } | null = null;

/** Gives a token of the demo administrator that is a minute old at most, for what a test prepares. */
export async function adminToken(): Promise<string> {
  if (kept && kept.untilMs > Date.now()) return kept.token;
  const token = await signIn(system().admin);
  kept = { token, untilMs: Date.now() + REUSED_MS };
  return token;
}

/** An administrator of a test's own. */
export interface TestAdmin extends Account {
  id: string;
  accessToken: string;
}

/** Opens an account and makes it an administrator with a second factor; its own, so that its limits are too. */
export async function newAdminAccount(): Promise<TestAdmin> {
  const { id, email } = await newMember();
  const granted = await adminToken();
  const account = { email, password: PASSWORD };
  await asked(`/api/members/${id}/role`, {
    method: "PUT",
    json: { role: "admin" },
    token: granted,
  });
  // A token of the same second may be as old as the change of rights.
  for (let tries = 0; tries < 30; tries += 1) {
    const { accessToken: token, refreshToken } = await sessionOf(account);
    if ((await api("/api/members/me", { token })).status !== 200) continue;
    const { secret: totpSecret } = await asked<{ secret: string }>("/api/auth/totp/setup", {
      ...{ token, json: {} },
    });
    const path = `/api/auth/members/${id}/mfa-link`;
    const { token: enrolToken } = await asked<{ token: string }>(path, {
      ...{ method: "POST", token: granted },
    });
    const code = codeAt(totpSecret, Date.now());
    await asked("/api/auth/totp", { token, json: { code, enrolToken } });
    const refreshed = await asServer("/api/auth/refresh", { refreshToken });
    const { accessToken } = (await refreshed.json()) as Entered;
    return { id, ...account, totpSecret, accessToken };
  }
  throw new Error("a new administrator's token is refused");
}

/** Opens an administrator's account and gives a token of it. */
export async function newAdmin(): Promise<string> {
  return (await newAdminAccount()).accessToken;
}

async function asked<T>(path: string, init: Parameters<typeof api>[1]): Promise<T> {
  const answer = await api(path, init);
  if (!answer.ok) throw new Error(`${path} answered ${await answer.text()}`);
  return (await answer.json()) as T;
}
