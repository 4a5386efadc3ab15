/** The gateway's door: administrators store originals and forget what was made of them. */
import type { Identity } from "@edgemart/contracts/identity";
import { mediaGroups } from "@edgemart/contracts/images";
import { createApp } from "@edgemart/worker-kit/create-app";
import { memberSteps } from "@edgemart/worker-kit/member-steps";
import { requireAdmin } from "@edgemart/worker-kit/require-admin";
import { requireAdminToken } from "@edgemart/worker-kit/require-identity";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { isOutage, mediaDepsOf } from "../deps/worker.ts";
import { type MediaConfig, readMediaConfig } from "../env.ts";
import type { MediaDeps } from "../ports.ts";
import { purgeDerivatives } from "../routes/purge-derivatives.ts";
import { storeMedia } from "../routes/store-media.ts";

/** No operation here takes JSON. */
const BODY_BYTES_MAX = 0;

/** The app of the gateway's door. */
export const media = createApp<MediaConfig, MediaDeps, { identity: Identity }>({
  service: "image-resizer",
  readConfig: readMediaConfig,
  depsOf: mediaDepsOf,
  isOutage,
});

const isAdmin = requireAdmin<MediaConfig>((config) => config.MEMBER_LOOKUP);

// The token is verified again: a binding says which Worker asks, never for whom. An upload asks member when its bytes
// are here.
serveOperations(media, mediaGroups, { purgeDerivatives, storeMedia }, (operation) => [
  ...memberSteps(operation, operation.bodyType ? requireAdminToken : isAdmin),
  ...inputSteps(operation, BODY_BYTES_MAX),
]);
