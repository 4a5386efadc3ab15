/** The two credentials web sends to the gateway; both stay on the server. */
import { webConfig } from "../config.ts";
import type { GatewayCall } from "./call-gateway.ts";

type Credential = NonNullable<GatewayCall["credential"]>;

/** The storefront's own. */
export function serviceKey(): Credential {
  return { scheme: "Basic", value: webConfig().AUTH_BASIC_KEY };
}

/** A member's. */
export function bearer(accessToken: string): Credential {
  return { scheme: "Bearer", value: accessToken };
}
