/** A member's points. */
import type { Locale } from "@edgemart/contracts/locale";
import { Payment, Refund } from "@edgemart/contracts/payment";
import { PointBalance, PointHistory, type PointType } from "@edgemart/contracts/points";
import type { Result } from "@edgemart/contracts/result";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

/** Asks what a member has and can spend. */
export function fetchPoints(accessToken: string): Promise<Result<PointBalance>> {
  return askGateway(PointBalance, {
    path: "/api/points/balance",
    credential: bearer(accessToken),
  });
}

/** Asks for a page of what moved them, the newest first. */
export function fetchPointHistory(
  accessToken: string,
  { type, cursor }: { type: PointType | null; cursor: string | null },
): Promise<Result<PointHistory>> {
  const query = new URLSearchParams({
    limit: "20",
    ...(type && { type }),
    ...(cursor && { cursor }),
  });
  const path = `/api/points/history?${query}`;
  return askGateway(PointHistory, { path, credential: bearer(accessToken) });
}

/** Opens a charge of points; its `next` is where it is paid. @param idempotencyKey makes posting twice one charge */
export function openCharge(
  accessToken: string,
  amount: number,
  lang: Locale,
  idempotencyKey: string | undefined,
): Promise<Result<Payment>> {
  return askGateway(Payment, {
    ...{ method: "POST", path: `/api/points/charge?lang=${lang}`, body: { amount } },
    credential: bearer(accessToken),
    idempotencyKey,
  });
}

/** Completes a charge with the key that the payment page gave; any number of times is as once. */
export function confirmCharge(
  accessToken: string,
  body: { paymentId: string; amount: number; pgToken: string },
): Promise<Result<Payment>> {
  return askGateway(Payment, {
    ...{ method: "POST", path: "/api/points/charge", body },
    credential: bearer(accessToken),
  });
}

/** Pays a charge back while none of its points is spent or held. */
export function cancelCharge(accessToken: string, paymentId: string): Promise<Result<Refund>> {
  return askGateway(Refund, {
    ...{ method: "POST", path: `/api/points/charge/${encodeURIComponent(paymentId)}/cancel` },
    credential: bearer(accessToken),
  });
}
