/** The pages' door to the gateway: configuration from the Worker's bindings, caller from the request being rendered. */
import type { Result } from "@edgemart/contracts/result";
import { headers } from "next/headers";
import type { z } from "zod";
import { webConfig } from "../config.ts";
import { callerOf, callGateway, type GatewayCall } from "./call-gateway.ts";

/** Asks the gateway on behalf of the request being answered. @see callGateway */
export async function askGateway<T>(
  schema: z.ZodType<T> | null,
  call: GatewayCall,
): Promise<Result<T>> {
  return callGateway(webConfig().GATEWAY, callerOf(await headers()), schema, call);
}
