/** The door of auth: HTTP from the gateway's service binding, the clock, and what notification asks by RPC. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { CallContext } from "@edgemart/contracts/call";
import type * as links from "@edgemart/contracts/links";
import type * as outbox from "@edgemart/contracts/outbox";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { rpcAnswerer } from "@edgemart/worker-kit/rpc";
import { createAuthApp } from "./app.ts";
import { depsOf, isOutage } from "./deps.ts";
import { readAuthConfig } from "./env.ts";
import { linksOf } from "./rpc/auth-links.ts";
import { sealAudit } from "./verbs/keep-audit.ts";
import { keepLinks } from "./verbs/keep-links.ts";

const { fetch } = createAuthApp();

export default {
  fetch,
  async scheduled(_controller, env, ctx) {
    const deps = depsOf(readAuthConfig(env));
    ctx.waitUntil(tidy(deps));
    await sealAudit(deps);
  },
} satisfies ExportedHandler<Env>;

/** By its own: what keeps links from being tidied must not keep the audit from its seal. */
async function tidy(deps: ReturnType<typeof depsOf>): Promise<void> {
  try {
    log("info", "auth.tidied", { ...(await keepLinks(deps)) });
  } catch (thrown) {
    log("error", "auth.tidy_failed", { reason: reasonOf(thrown) });
  }
}

const answer = rpcAnswerer({
  service: "auth",
  readConfig: readAuthConfig,
  depsOf,
  isOutage,
});

/** What notification asks for the mails of links. */
export class AuthLinksRpc extends WorkerEntrypoint<Env> implements links.AuthLinksRpc {
  linksOf(input: links.LinksInput, call: CallContext) {
    return answer(this.env, "links_of", call, (deps) => linksOf(input, deps));
  }
}

/** What the one who reads outboxes asks. */
export class OutboxRpc extends WorkerEntrypoint<Env> implements outbox.OutboxRpc {
  since(input: outbox.OutboxSinceInput, call: CallContext) {
    return answer(this.env, "outbox_since", call, (deps) => deps.outbox.since(input));
  }
}
