/** Doors of the image CDN: pictures for everyone, media for the gateway. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { createImageApp } from "./app.ts";
import { answerFromMemory } from "./routes/from-memory.ts";
import { createMediaApp } from "./routes/media.ts";

const app = createImageApp();
const media = createMediaApp();

export default {
  fetch(request, env, ctx) {
    return answerFromMemory(request) ?? app.fetch(request, env, ctx);
  },
} satisfies ExportedHandler<Env>;

/** What writes: no address leads here, only the gateway's binding. */
export class MediaDoor extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Response | Promise<Response> {
    return media.fetch(request, this.env, this.ctx);
  }
}
