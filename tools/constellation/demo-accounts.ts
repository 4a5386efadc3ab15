/** Demo accounts, random per clone, kept in `.local/credentials.json`. */
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { enrolAdmin } from "../accounts/administrators.ts";
import { askAuth, type Shop } from "../accounts/ask-auth.ts";
import { codeAt, lastCodeBeside } from "../accounts/code.ts";
import { openAccount } from "../accounts/open-account.ts";
import { withAdmin } from "../admin-client.ts";

const Account = z.object({ email: z.string(), password: z.string() });
/** The secret of an administrator's authenticator app, Base32: absent where another person enrolled the factor. */
const AdminAccount = Account.extend({ totpSecret: z.string().optional() });
const Credentials = z.object({ serviceKey: z.string(), admin: AdminAccount, member: Account });
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
  const { admin, member } = credentials;
  await write(options, credentials);
  await open(options, admin, "운영자");
  await open(options, member, "김민아");
  await promote(options.adminUrl, admin.email);
  const enrolled = await enrol(options, admin);
  if (!enrolled) return credentials;
  const complete = { ...credentials, admin: { ...admin, totpSecret: enrolled } };
  await write(options, complete);
  return complete;
}

async function write({ credentialsPath }: DemoOptions, credentials: Credentials): Promise<void> {
  await mkdir(dirname(credentialsPath), { recursive: true });
  const text = `${JSON.stringify(credentials, null, 2)}\n`;
  await writeFile(credentialsPath, text, { mode: 0o600 });
}

/**
 * Gives the demo administrator a second factor as a new administrator gets one: the password, an enrolment link of the
 * platform's owner, the first code.
 *
 * @returns its secret; null when there is a factor already
 */
async function enrol(options: DemoOptions, { email, password }: Account): Promise<string | null> {
  const entered = await answerOf<{ accessToken?: string }>(
    await askAuth(options, "login", { email, password }),
  );
  if (!entered.accessToken) return null;
  const token = `Bearer ${entered.accessToken}`;
  const { secret } = await answerOf<{ secret: string }>(
    await askAuth(options, "totp/setup", {}, token),
  );
  const enrolToken = await enrolAdmin(options.adminUrl, email);
  const code = codeAt(secret, Date.now());
  await answerOf(await askAuth(options, "totp", { code, enrolToken }, token));
  await writeFile(lastCodeBeside(options.credentialsPath), code, { mode: 0o600 });
  return secret;
}

async function answerOf<T>(answer: Response): Promise<T> {
  if (answer.ok) return (await answer.json()) as T;
  throw new Error(`the demo administrator got no second factor: ${await answer.text()}`);
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
  if ((await askAuth(options, "login", { email, password })).ok) return;
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
