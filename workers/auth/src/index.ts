/** The door of auth: HTTP from the gateway's service binding, and the clock. It asks member by RPC and offers none itself. */
import { createAuthApp } from "./app.ts";
import { depsOf } from "./deps.ts";
import { readAuthConfig } from "./env.ts";
import { sealAudit } from "./verbs/keep-audit.ts";

const { fetch } = createAuthApp();

export default {
  fetch,
  async scheduled(_controller, env) {
    await sealAudit(depsOf(readAuthConfig(env)));
  },
} satisfies ExportedHandler<Env>;
