/** The image door's routes: two forms of a picture, its info, health, and nothing that writes. */
import { HEADER } from "@edgemart/contracts/headers";
import { createApp, methodNotAllowed, problem } from "@edgemart/worker-kit/create-app";
import { depsOf } from "./deps/worker.ts";
import { type Config, readConfig } from "./env.ts";
import { Unavailable } from "./ports.ts";
import { answerTo } from "./routes/answer.ts";
import { publicHeaders } from "./routes/headers.ts";
import { readTarget } from "./routes/read-target.ts";
import { serveAnswer } from "./verbs/serve-answer.ts";

const METHODS = ["GET", "HEAD", "OPTIONS"];
const PREFLIGHT = {
  "access-control-allow-methods": METHODS.join(", "),
  "access-control-allow-headers": "*",
  "access-control-max-age": "86400",
};

/** Builds the app. */
export function createImageApp() {
  const app = createApp<Config>({
    service: "image-resizer",
    readConfig,
    isOutage: (thrown) => thrown instanceof Unavailable,
  });
  app.use(publicHeaders);
  for (const path of ["/", "/i/*", "/info", "/info/*"]) {
    app.get(path, async (c) => {
      const target = await readTarget(c.req.url, c.req.header("accept"), c.var.config);
      if (!target.ok) return problem(c, target.error);
      const caller = {
        ownHost: new URL(c.req.url).hostname,
        clientAddress: c.req.header(HEADER.clientAddress),
        requestId: c.var.requestId,
        traceparent: c.var.traceparent,
      };
      const served = await serveAnswer(target.value, depsOf(c.var.config, caller, c.executionCtx));
      return served.ok ? answerTo(c.req.raw, target.value, served.value) : problem(c, served.error);
    });
    app.options(path, (c) => c.body(null, 204, PREFLIGHT));
    app.all(path, methodNotAllowed(...METHODS));
  }
  app.options("/health", (c) => c.body(null, 204, PREFLIGHT));
  app.all("/health", methodNotAllowed(...METHODS));
  return app;
}
