/** Demo accounts, random per clone, kept in `.local/credentials.json`. */
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { withAdmin } from "../admin-client.ts";
import { askAuth, openAccount, type Shop } from "../open-account.ts";

const Account = z.object({ email: z.string(), password: z.string() });
const Credentials = z.object({ serviceKey: z.string(), admin: Account, member: Account });
/** Logins of the demo accounts. */
export type Credentials = z.infer<typeof Credentials>;
type Account = z.infer<typeof Account>;

interface DemoOptions extends Shop {
  /** Path of `credentials.json`. */
  credentialsPath: string;
}

/** Makes sure both accounts exist and the file says so; what is already there is kept. */
export async function ensureDemoAccounts(options: DemoOptions): Promise<Credentials> {
  const known = await readCredentials(options.credentialsPath);
  const credentials: Credentials = {
    serviceKey: options.serviceKey,
    admin: known?.admin ?? randomAccount("admin"),
    member: known?.member ?? randomAccount("mina"),
  };
  await mkdir(dirname(options.credentialsPath), { recursive: true });
  await writeFile(options.credentialsPath, `${JSON.stringify(credentials, null, 2)}\n`, {
    mode: 0o600,
  });
  await open(options, credentials.admin, "운영자");
  await open(options, credentials.member, "김민아");
  await promote(options.adminUrl, credentials.admin.email);
  return credentials;
}

/** Gives the accounts of an earlier start, with the key of now; null when there are none. */
export async function knownDemoAccounts(options: DemoOptions): Promise<Credentials | null> {
  const known = await readCredentials(options.credentialsPath);
  return known && { ...known, serviceKey: options.serviceKey };
}

async function readCredentials(path: string): Promise<Credentials | null> {
  if (!existsSync(path)) return null;
  try {
    return Credentials.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    throw new Error(`${path} does not hold the demo accounts: delete it, and new ones are made`);
  }
}

function randomAccount(name: string): Account {
  const random = (bytes: number) =>
    Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("hex");
  return { email: `${name}.${random(3)}@example.com`, password: `demo-${random(9)}` };
}

/** Opens the account unless it can sign in already. */
async function open(options: DemoOptions, { email, password }: Account, name: string) {
  if ((await askAuth(options, "login", { email, password })) === null) return;
  if (await openAccount(options, { email, password, name })) return;
  throw new Error(
    `${email} cannot sign in: delete ${options.credentialsPath}, and new demo accounts are made`,
  );
}

/** The one role change made without an administrator: the demo shop has none yet. */
async function promote(adminUrl: string, email: string): Promise<void> {
  await withAdmin(adminUrl, (client) =>
    client.query(
      "UPDATE member.member SET role = 'admin' WHERE email_norm = $1 AND role <> 'admin'",
      [email],
    ),
  );
}
