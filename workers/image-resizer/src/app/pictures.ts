/** The public door: two forms of a picture's address, its info, health, and nothing that writes. */
import { createApp, methodNotAllowed } from "@edgemart/worker-kit/create-app";
import { isOutage, pictureDepsOf, recallDeps } from "../deps/worker.ts";
import { type Config, readConfig } from "../env.ts";
import type { PictureDeps } from "../ports.ts";
import { answerFromMemory } from "../routes/answer-from-memory.ts";
import { getPicture } from "../routes/get-picture.ts";
import { PUBLIC_METHODS, preflight, publicHeaders } from "../routes/headers.ts";

const PICTURES = ["/", "/i/*", "/info", "/info/*"];

const app = createApp<Config, PictureDeps>({
  service: "image-resizer",
  readConfig,
  depsOf: pictureDepsOf,
  isOutage,
});

app.use(publicHeaders);
app.on("GET", PICTURES, getPicture);
for (const path of [...PICTURES, "/health"]) {
  app.options(path, preflight).all(path, methodNotAllowed(...PUBLIC_METHODS));
}

/** Answers from the isolate's memory, else through the app. */
export function fetchPicture(
  request: Request,
  env: object,
  ctx: ExecutionContext,
): Response | Promise<Response> {
  return answerFromMemory(request, recallDeps()) ?? app.fetch(request, env, ctx);
}
