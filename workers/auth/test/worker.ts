/** The built Worker in a real workerd, with a member that keeps its rows in memory and a private Redis. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { builtHere } from "../../../tools/constellation/build.ts";
import { cronsOf } from "../../../tools/crons/crons.ts";
import { throughMiniflare } from "../../../tools/crons/dispatch.ts";
import { ROOT } from "../../../tools/run-command.ts";
import { discoverServices } from "../../../tools/services.ts";
import { testEnv } from "./fakes.ts";
import { startTestStore, type TestStore } from "./store.ts";

const FULL_HOUR = new Date("2026-11-20T15:00:00Z");

export interface RunningAuth {
  url: URL;
  /** A well-formed call of a trusted server. */
  post(path: string, body: unknown, init?: RequestInit): Promise<Response>;
  /** Lines the Worker logged. */
  lines: string[];
  authorization: string;
  store: TestStore;
  /** Lets the clock of `npm start` strike a full hour; gives what it noted. */
  strike(): Promise<string>;
  stop(): Promise<void>;
}

/** Builds and starts the Worker. @param vars override single vars */
export async function startAuth(vars: Record<string, unknown> = {}): Promise<RunningAuth> {
  const [store, [built]] = await Promise.all([startTestStore(), builtHere("auth")]);
  if (!built) throw new Error("auth was not built");
  const { MEMBER_CREDENTIALS: _, ...bindings } = testEnv({ ...store.vars, ...vars });
  const lines: string[] = [];
  const shared = { compatibilityDate: "2026-10-20", compatibilityFlags: ["nodejs_compat"] };
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          ...shared,
          name: "auth",
          modules: [
            {
              type: "ESModule",
              path: "index.js",
              contents: await readFile(join(built.directory, "index.js"), "utf8"),
            },
          ],
          bindings: bindings as Record<string, string>,
          serviceBindings: {
            MEMBER_CREDENTIALS: { name: "member", entrypoint: "MemberCredentialsRpc" },
          },
          stripCfConnectingIp: false,
          unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
        },
        {
          ...shared,
          name: "member",
          modules: [{ type: "ESModule", path: "member.js", contents: MEMBER }],
        },
      ],
      handleStructuredLogs: ({ message }) => void lines.push(message),
    }),
  );
  const url = await miniflare.unsafeGetDirectURL("auth");
  const authorization = `Basic ${bindings.AUTH_BASIC_KEY}`;
  return {
    url,
    lines,
    authorization,
    store,
    async strike() {
      const said: string[] = [];
      const { crons } = discoverServices(ROOT).find(({ id }) => id === "auth") ?? { crons: [] };
      const services = [{ id: "auth", name: "auth", crons }];
      const log = (line: string) => void said.push(line);
      await cronsOf({ services, dispatch: throughMiniflare(miniflare), log }).tick(FULL_HOUR);
      return said.join("\n");
    },
    post: (path, body, init) =>
      fetch(new URL(`/api/auth/${path}`, url), {
        method: "POST",
        headers: {
          "content-type": "application/json",
          authorization,
          "x-internal-client-prefix": "203.0.113.7/32",
        },
        body: JSON.stringify(body),
        ...init,
      }),
    async stop() {
      await miniflare.dispose();
      await store.stop();
    },
  };
}

/** Implements MemberCredentialsRpc over Maps, as a Worker of its own so that real RPC is between. */
const MEMBER = `
import { WorkerEntrypoint } from "cloudflare:workers";
const rows = new Map();
const passkeys = new Map();
const at = new Date(0).toISOString();
let made = 0;
export class MemberCredentialsRpc extends WorkerEntrypoint {
  register({ email, name, locale, passwordHash }) {
    const norm = email.toLowerCase();
    if (rows.has(norm)) return { ok: false, error: { code: "email_taken" } };
    const id = "mem_" + String(++made).padStart(26, "0");
    const member = { id, email, name, locale, role: "member", status: "active", emailVerified: false, version: 1, createdAt: at, updatedAt: at };
    rows.set(norm, { member, passwordHash, passwordChangedAt: at });
    return { ok: true, value: { member, repeated: false } };
  }
  credentialOf(email) { return rows.get(email.toLowerCase()) ?? null; }
  credentialOfId(id) { return [...rows.values()].find(({ member }) => member.id === id) ?? null; }
  replaceCredential({ memberId, expectedHash, passwordHash, reason }) {
    const row = this.credentialOfId(memberId);
    if (!row || (reason !== "reset" && row.passwordHash !== expectedHash)) return false;
    row.passwordHash = passwordHash;
    return true;
  }
  stateOf(id) {
    const row = this.credentialOfId(id);
    return row ? { ...row.member, sessionsVoidBefore: 0 } : null;
  }
  passkeysOf(memberId) { return [...passkeys.values()].filter((each) => each.memberId === memberId); }
  passkeyOf(credentialId) {
    const passkey = [...passkeys.values()].find((each) => each.credentialId === credentialId);
    return passkey ? { passkey, member: this.credentialOfId(passkey.memberId).member } : null;
  }
  addPasskey({ aaguid, backedUp, ...input }) {
    const id = "pky_" + String(++made).padStart(26, "0");
    const passkey = { id, ...input, synced: backedUp, suspended: false, secondOnly: false, createdAt: at, lastUsedAt: null };
    passkeys.set(id, passkey);
    return { ok: true, value: passkey };
  }
  usePasskey({ id }) { return passkeys.has(id) ? "used" : "gone"; }
}
export default { fetch: () => new Response(null, { status: 404 }) };
`;
