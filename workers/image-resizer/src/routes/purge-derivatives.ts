/** `DELETE /api/media/:sha256/derivatives`: forgets every finished picture of one source. */
import { reply } from "@edgemart/worker-kit/reply";
import { purgeDerivatives as purge } from "../verbs/purge-derivatives.ts";
import type { Route } from "./route.ts";

export const purgeDerivatives: Route<"purgeDerivatives"> = async (c, { params }) =>
  reply(200, { deleted: await purge(params.sha256, c.var.deps) });
