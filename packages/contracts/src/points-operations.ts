/** Operations on points, by the policy they share at the gateway. Points are spent by paying an order or a reservation. */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import { MemberId, PaymentId } from "./ids.ts";
import { Locale } from "./locale.ts";
import { operations } from "./operation.ts";
import { Payment, Refund } from "./payment.ts";
import {
  AdjustInput,
  ChargeInput,
  PointBalance,
  PointEntry,
  PointHistory,
  PointHistoryQuery,
  PointLedger,
} from "./points.ts";

const admin = "/api/admin/points";
const ofMember = z.object({ id: MemberId });

/** Points' operations, by the policy they share at the gateway. */
export const pointsGroups = {
  points: operations("Points", {
    getPointBalance: {
      method: "get",
      path: "/api/points/balance",
      summary:
        "Your points: what can be spent, what is held, pending or about to expire, and the newest lines",
      credential: "bearer",
      responses: { 200: PointBalance },
      errors: [],
    },
    listPointHistory: {
      method: "get",
      path: "/api/points/history",
      summary: "Every movement of your points, newest first",
      credential: "bearer",
      query: PointHistoryQuery,
      responses: { 200: PointHistory },
      errors: [],
    },
  }),
  pointCharges: operations("Points", {
    chargePoints: {
      method: "post",
      path: "/api/points/charge",
      summary: "Buy points: open a charge, then confirm it with the key the payment page sent back",
      credential: "bearer",
      idempotency: "optional",
      query: z.object({ lang: Locale.default("ko") }),
      body: ChargeInput,
      responses: { 200: Payment, 201: Payment, 202: Payment },
      errors: [
        "not_found",
        "payment_amount_mismatch",
        "payment_declined",
        "payment_expired",
        "payment_method_unavailable",
        "points_limit",
      ],
    },
    cancelPointCharge: {
      method: "post",
      path: "/api/points/charge/{paymentId}/cancel",
      summary: "Pay a charge back while none of its points is spent or held",
      credential: "bearer",
      idempotency: "optional",
      params: z.object({ paymentId: PaymentId }),
      responses: { 200: Refund, 202: Refund },
      errors: ["refund_not_possible"],
    },
  }),
  pointsAdministration: operations("Points administration", {
    adminAdjustPoints: {
      ...ADMIN_WRITE,
      method: "post",
      path: `${admin}/adjust`,
      summary: "Give a member points, or take at most what is available",
      fresh: true,
      body: AdjustInput,
      responses: { 201: PointEntry },
      errors: ["not_found", "points_insufficient"],
    },
    adminGetMemberPoints: {
      ...ADMIN,
      method: "get",
      path: `${admin}/members/{id}`,
      summary: "A member's points",
      params: ofMember,
      responses: { 200: PointBalance },
      errors: [],
    },
    adminListMemberLedger: {
      ...ADMIN,
      method: "get",
      path: `${admin}/members/{id}/ledger`,
      summary: "Every movement of a member's points with the lots it touched, newest first",
      params: ofMember,
      query: PointHistoryQuery,
      responses: { 200: PointLedger },
      errors: [],
    },
  }),
};
