/** `POST /api/media`: stores an original under the SHA-256 of its bytes. */
import { picturePath } from "@edgemart/contracts/images";
import { reply } from "@edgemart/worker-kit/reply";
import { refusalOfNow } from "@edgemart/worker-kit/require-admin";
import { storeOriginal } from "../verbs/store-original.ts";
import type { Route } from "./route.ts";

export const storeMedia: Route<"storeMedia"> = async (c) => {
  const { config, deps } = c.var;
  const refusal = () => refusalOfNow(c, config.MEMBER_LOOKUP);
  const stored = await storeOriginal(c.req.raw.body, { ...deps, refusal });
  if (!stored.ok) return stored;
  const { info, isNew } = stored.value;
  const { id, width, height, type, thumbhash } = info;
  const url = new URL(picturePath(id, { f: "webp" }), deps.publicOrigin).href;
  const body = { id, url, width, height, type, thumbhash };
  const headers = { location: url };
  return isNew ? reply(201, body, headers) : reply(200, body, headers);
};
