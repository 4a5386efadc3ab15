/** The media entry: administrators store originals and purge what was made of them. The gateway alone is bound to it. */

import type { Identity } from "@edgemart/contracts/identity";
import { ImageId, picturePath, type StoredMedia } from "@edgemart/contracts/images";
import { createApp, methodNotAllowed, problem } from "@edgemart/worker-kit/create-app";
import { refusalOfNow, requireAdmin } from "@edgemart/worker-kit/require-admin";
import { requireAdminToken, requireIdentity } from "@edgemart/worker-kit/require-identity";
import { mediaDepsOf } from "../deps/worker.ts";
import { type MediaConfig, readMediaConfig } from "../env.ts";
import { Unavailable } from "../ports.ts";
import { purgeDerivatives } from "../verbs/purge-derivatives.ts";
import { storeOriginal } from "../verbs/store-original.ts";

/** Builds the app. The token is verified again: a binding says which Worker asks, never for whom. */
export function createMediaApp() {
  const app = createApp<MediaConfig, unknown, { identity: Identity }>({
    service: "image-resizer",
    readConfig: readMediaConfig,
    isOutage: (thrown) => thrown instanceof Unavailable,
  });
  const lookupOf = (config: MediaConfig) => config.MEMBER_LOOKUP;
  app.use("/api/media/*", requireIdentity, requireAdminToken); // the path itself too

  app.post("/api/media", async (c) => {
    const stored = await storeOriginal(c.req.raw.body, {
      ...mediaDepsOf(c.var.config, c.var),
      refusal: () => refusalOfNow(c, lookupOf(c.var.config)),
    });
    if (!stored.ok) return problem(c, stored.error);
    const { info, isNew } = stored.value;
    const { id, width, height, type, thumbhash } = info;
    const url = new URL(picturePath(id, { f: "webp" }), c.var.config.publicOrigin).href;
    const body: StoredMedia = { id, url, width, height, type, thumbhash };
    return c.json(body, isNew ? 201 : 200, { location: url });
  });
  app.all("/api/media", methodNotAllowed("POST"));

  const derivatives = "/api/media/:sha256/derivatives";
  app.delete(derivatives, requireAdmin(lookupOf), async (c) => {
    const id = ImageId.safeParse(c.req.param("sha256"));
    if (!id.success) return problem(c, { code: "not_found" });
    return c.json({ deleted: await purgeDerivatives(id.data, mediaDepsOf(c.var.config, c.var)) });
  });
  app.all(derivatives, methodNotAllowed("DELETE"));
  return app;
}
