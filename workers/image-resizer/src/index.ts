/** Doors of the image CDN: pictures for everyone, media for the gateway. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { media } from "./app/media.ts";
import { fetchPicture } from "./app/pictures.ts";

export default { fetch: fetchPicture } satisfies ExportedHandler<Env>;

/** What writes: no address leads here, only the gateway's binding. */
export class MediaDoor extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Response | Promise<Response> {
    return media.fetch(request, this.env, this.ctx);
  }
}
