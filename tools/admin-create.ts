/** `npm run admin:create`: an administrator of a shop that has none yet, or one's first second factor, by one-time links. There is no default password. */
import { parseArgs } from "node:util";
import { createAdmin, enrolAdmin } from "./accounts/administrators.ts";
import { ownerUrl } from "./admin-client.ts";
import { readSecrets } from "./constellation/secrets.ts";
import { PATHS } from "./paths.ts";
import { runningShop } from "./terminal.ts";

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      email: { type: "string" },
      enrol: { type: "string" },
      name: { type: "string", default: "Administrator" },
      lang: { type: "string", default: "ko" },
      shop: { type: "string" },
      another: { type: "boolean", default: false },
    },
  });
  const vars = { ...(await readSecrets(PATHS.vars)), ...process.env };
  const adminUrl = await ownerUrl(vars);
  const shop = values.shop ?? (await runningShop());
  const locale = values.lang === "en" ? "en" : "ko";
  const security = `${shop}/${locale}/account/security`;
  if (values.enrol) {
    const code = await enrolAdmin(adminUrl, values.enrol);
    console.log(enrolment(security, code));
    return;
  }
  if (!values.email) {
    throw new Error("usage: npm run admin:create -- --email you@example.com (or --enrol …)");
  }
  const { email, name, another } = { ...values, email: values.email };
  const { enrol, reset } = await createAdmin({ adminUrl, email, name, locale, another });
  console.log(
    `${email} is an administrator. To enter for the first time:\n\n` +
      `1. Choose a password (within 30 minutes):\n   ${shop}/${locale}/reset?token=${reset}\n\n` +
      `2. ${enrolment(security, enrol)}`,
  );
}

function enrolment(security: string, code: string): string {
  return (
    `Log in, turn on two-step verification, and enter this enrolment code (within 24 hours):\n` +
    `   ${security}\n   ${code}`
  );
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
