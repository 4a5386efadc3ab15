/** `npm run admin:create`: the first administrator of a shop, with a password that a person chose; there is no default one. */
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { normalizeEmail } from "@edgemart/contracts/email";
import { ownerUrl, withAdmin } from "./admin-client.ts";
import { readSecrets } from "./constellation/secrets.ts";
import { askAuth, type NewAccount, openAccount, type Shop } from "./open-account.ts";
import { DEFAULT_PORTS, PATHS } from "./paths.ts";
import { readRun } from "./start/leftovers.ts";

/** Where the administrator is made, and who it is. */
export interface AdminCreation extends Shop, NewAccount {
  /** Makes one more although there is one. */
  another: boolean;
}

/**
 * Opens the account, or signs in to the one that has the address, and makes it an administrator. Hashing stays in auth,
 * and so do the rules for passwords.
 *
 * @throws when there is an administrator already, or auth refuses; nothing was changed then, but for an account that may
 *         have been opened as an ordinary one
 */
export async function createAdmin(creation: AdminCreation): Promise<void> {
  const emailNorm = normalizeEmail(creation.email);
  if (emailNorm === null) throw new Error("--email must be an e-mail address");
  await withAdmin(creation.adminUrl, async (client) => {
    const { rowCount } = await client.query(
      "SELECT 1 FROM member.member WHERE role = 'admin' AND status = 'active' AND deleted_at IS NULL LIMIT 1",
    );
    if (rowCount && !creation.another) {
      throw new Error("there is an administrator already; --another makes one more");
    }
  });
  await accountOf(creation);
  await withAdmin(creation.adminUrl, async (client) => {
    const { rowCount } = await client.query(
      `WITH promoted AS (
         UPDATE member.member SET role = 'admin', version = version + 1, updated_at = now()
          WHERE email_norm = $1 AND deleted_at IS NULL AND status = 'active' RETURNING id
       )
       INSERT INTO member.security_event (event, actor_id, member_id, change)
       SELECT 'authz_change', NULL, id, 'role admin' FROM promoted`,
      [emailNorm],
    );
    if (rowCount !== 1) throw new Error("the account went away meanwhile");
  });
}

/** The account that has the address takes its own password alone: no one is made an administrator by another one's address. */
async function accountOf(creation: AdminCreation): Promise<void> {
  if (await openAccount(creation, creation)) return;
  const { email, password } = creation;
  const refusal = await askAuth(creation, "login", { email, password });
  if (refusal !== null) {
    throw new Error(`the address has an account with another password: ${refusal}`);
  }
}

/** Asks at the terminal without showing it, or takes the first line of what is piped in; never an argument, which `ps` shows. */
export async function readPassword(): Promise<string> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY === true;
  if (terminal) process.stderr.write("Password (8 characters or more): ");
  const lines = createInterface({ input: process.stdin, output, terminal });
  try {
    for await (const line of lines) return line;
    return "";
  } finally {
    lines.close();
    if (terminal) process.stderr.write("\n");
  }
}

/** The API of the running system, on whatever port it was given. */
export async function runningApi(): Promise<string> {
  const { gateway = DEFAULT_PORTS.gateway } = await readRun(PATHS.run);
  return `http://localhost:${gateway}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      name: { type: "string", default: "Administrator" },
      api: { type: "string" },
      another: { type: "boolean", default: false },
    },
  });
  if (!values.email) throw new Error("usage: npm run admin:create -- --email you@example.com");
  const vars = { ...(await readSecrets(PATHS.vars)), ...process.env };
  await createAdmin({
    adminUrl: await ownerUrl(vars),
    api: values.api ?? (await runningApi()),
    serviceKey: vars.AUTH_BASIC_KEY ?? "",
    email: values.email,
    name: values.name,
    password: await readPassword(),
    another: values.another,
  });
  console.log(`${values.email} is an administrator.`);
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
