/** Reads the idempotency key of a request: the gateway and the Workers behind it ask here and nowhere else. */
import { HEADER } from "@edgemart/contracts/headers";
import { idempotencyKeyOf } from "@edgemart/contracts/idempotency-key";
import type { HonoRequest } from "hono";

/** @returns as `idempotencyKeyOf`, from both names of the header */
export function presentedKey(request: Pick<HonoRequest, "header">, charsMin = 1) {
  return idempotencyKeyOf(
    request.header(HEADER.idempotencyKey),
    request.header(HEADER.idempotencyKeyAlias),
    charsMin,
  );
}
