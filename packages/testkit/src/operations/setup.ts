/** What valid calls are built from: accounts of their own, and things made by other operations. */
import { api, asServer, freshEmail, newMember, PASSWORD, signIn, system } from "../system.ts";

export type TestMember = Awaited<ReturnType<typeof newMember>>;

/** A valid request without its credential, which the operation's `auth` tells. */
export interface OperationCall {
  params?: Record<string, string>;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  json?: unknown;
  /** A body that is not JSON. */
  bytes?: Uint8Array<ArrayBuffer>;
  /** Whose call it must be, where not any member's or administrator's; its access token. */
  token?: string;
}

export type BuildCall = (setup: Setup) => Promise<OperationCall>;

const waitFor = (seconds: number) => new Promise((done) => setTimeout(done, seconds * 1000));

/** Makes what calls need; nothing is shared between two calls that change it. */
export class Setup {
  #admin: Promise<string> | null = null;
  #member: Promise<TestMember> | null = null;

  /** @param admin access token of the administrator to work with; by default the demo's is signed in */
  constructor(admin: string | null = null) {
    if (admin !== null) this.#admin = Promise.resolve(admin);
  }

  /** The administrator's access token, signed in lately. */
  admin(): Promise<string> {
    this.#admin ??= signIn(system().admin);
    return this.#admin;
  }

  /** A member for calls that change nothing of it. */
  member(): Promise<TestMember> {
    this.#member ??= newMember();
    return this.#member;
  }

  /** A member for one call alone. */
  ownMember(): Promise<TestMember> {
    return newMember();
  }

  /** Forgets accounts, for instance because their sessions were ended. */
  forget(): void {
    this.#admin = null;
    this.#member = null;
  }

  /** Asks as the administrator and gives the body; waits once where there were too many requests. @throws when it is refused */
  async ask<T>(
    path: string,
    init: {
      method?: string;
      json?: unknown;
      token?: string;
      headers?: Record<string, string>;
    } = {},
  ): Promise<T> {
    const { json, method = json === undefined ? "GET" : "POST", token = await this.admin() } = init;
    // Ignored where no key is taken.
    const headers = { ...init.headers, "idempotency-key": crypto.randomUUID() };
    let answer = await api(path, { method, json, token, headers });
    if (answer.status === 429) {
      // What other files prepared within the minute counts for the same administrator.
      await waitFor(Number(answer.headers.get("retry-after") ?? 1));
      answer = await api(path, { method, json, token, headers });
    }
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${text}`);
    return text === "" ? (undefined as T) : (JSON.parse(text) as T);
  }

  /** An account whose address no one has yet. */
  freshAccount() {
    return { email: freshEmail(), password: PASSWORD, name: "Mina" };
  }

  /** Calls auth as a trusted server and gives the body. */
  async askAuth<T>(path: string, json: unknown): Promise<T> {
    const answer = await asServer(path, json);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}

/** A word that no one used: for slugs, keys and SKUs. */
export function freshName(): string {
  return `t-${crypto.randomUUID().slice(0, 18)}`;
}

/** The header a version is named with. */
export function ifMatch({ version }: { version: number }): Record<string, string> {
  return { "if-match": `"${version}"` };
}
