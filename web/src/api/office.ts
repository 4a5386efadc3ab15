/** What staff may ask and change of orders, payments and points. Every write carries its form's key. */
import type { Result } from "@edgemart/contracts/result";
import type { z } from "zod";
import { etagOf, type GatewayCall } from "./call-gateway.ts";
import type { CatalogWrite } from "./catalog-admin.ts";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

/** Reads as staff. @param path below `/api/admin` */
export function askOffice<T>(
  accessToken: string,
  schema: z.ZodType<T>,
  path: string,
): Promise<Result<T>> {
  return askGateway(schema, { path: `/api/admin${path}`, credential: bearer(accessToken) });
}

/**
 * Writes as staff, once for each key.
 *
 * @param call.path below `/api/admin`
 * @param call.isVersioned it is based on the version its form was shown with
 */
export function writeOffice<T>(
  by: Required<CatalogWrite>,
  schema: z.ZodType<T> | null,
  call: Pick<GatewayCall, "method" | "path" | "body"> & { isVersioned?: true },
): Promise<Result<T>> {
  const { isVersioned, path, ...rest } = call;
  return askGateway<T>(schema, {
    method: "POST",
    ...rest,
    path: `/api/admin${path}`,
    credential: bearer(by.accessToken),
    idempotencyKey: by.key,
    ...(isVersioned && { ifMatch: etagOf(by.version) }),
  });
}
