/** The types of the routes: those of the public door are no operations of the API, those of the gateway's door are. */
import type { mediaGroups } from "@edgemart/contracts/images";
import type { OperationsIn } from "@edgemart/contracts/operation";
import type { AppEnv, MemberAppEnv } from "@edgemart/worker-kit/create-app";
import type { Handler } from "@edgemart/worker-kit/serve-operations";
import type { Handler as HonoHandler } from "hono";
import type { Config, MediaConfig } from "../env.ts";
import type { MediaDeps, PictureDeps } from "../ports.ts";

/** A route of the public door. */
export type PictureRoute = HonoHandler<AppEnv<Config, PictureDeps>>;

/** What an operation of the gateway's door finds in its Hono context. */
export type MediaEnv = MemberAppEnv<MediaConfig, MediaDeps>;

type MediaOperations = OperationsIn<typeof mediaGroups>;
/** The handler of one operation of the gateway's door. */
export type Route<Id extends keyof MediaOperations> = Handler<MediaOperations[Id], MediaEnv>;
