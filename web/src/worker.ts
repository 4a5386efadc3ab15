/** The storefront's door: the front in front of OpenNext's handler. */

import { log, reasonOf } from "@edgemart/worker-kit/log";
import { problemResponse } from "@edgemart/worker-kit/problem";
import { isWellAddressed, pathOf } from "@edgemart/worker-kit/request-target";
import { requestIdFrom } from "@edgemart/worker-kit/trace";
import { securedTransport } from "@edgemart/worker-kit/transport-security";
import openNext from "../.open-next/worker.js";
import { readWebConfig } from "./env.ts";
import { formAnswer } from "./front/form-answer.ts";
import { heardGateway, pageGeneration } from "./front/generation.ts";
import { localeOf } from "./front/language.ts";
import { outagePage } from "./front/outage-page.ts";
import { memoryPageStore } from "./front/page-store.ts";
import { serve } from "./front/serve.ts";

interface Context {
  waitUntil(work: Promise<unknown>): void;
}

// Finished public pages of this isolate; no request's state. A deployment starts new isolates, so pages never outlive
// the assets they name.
const pages = memoryPageStore(16 * 1024 * 1024);

export default {
  async fetch(request: Request, env: object, ctx: Context): Promise<Response> {
    return securedTransport(await answer(request, env, ctx), request.url);
  },
};

async function answer(request: Request, env: object, ctx: Context): Promise<Response> {
  const requestId = requestIdFrom(request.headers.get("x-request-id"));
  const instance = pathOf(request.url);
  if (!isWellAddressed(request)) {
    return problemResponse({ code: "invalid_request" }, { requestId, instance });
  }
  try {
    const config = readWebConfig(env);
    return await serve(request, {
      config,
      pages,
      generation: () => pageGeneration(config.GATEWAY),
      render: (inner, hear) => {
        const heard = hear && { GATEWAY: heardGateway(config.GATEWAY, hear) };
        return openNext.fetch(inner, heard ? { ...env, ...heard } : env, ctx);
      },
      waitUntil: (work) => ctx.waitUntil(work),
    });
  } catch (thrown) {
    log("error", "web.failed", { requestId, path: instance, reason: reasonOf(thrown) });
    const lang = localeOf(instance);
    if (lang) return outagePage(lang, instance);
    const failure = { code: "temporarily_unavailable" } as const;
    return formAnswer(request, problemResponse(failure, { requestId, instance }));
  }
}
