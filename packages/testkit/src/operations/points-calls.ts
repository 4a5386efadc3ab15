/** Valid calls of points and their administration. */
import type { Payment } from "@edgemart/contracts/payment";
import { payAtGateway } from "./order-calls.ts";
import type { BuildCall, Setup } from "./setup.ts";

const ofMember = async (setup: Setup) => ({ params: { id: (await setup.member()).id } });

export const POINTS_CALLS: Record<string, BuildCall> = {
  adminAdjustPoints: async (setup) => ({
    json: { memberId: (await setup.member()).id, amount: 500, reason: "For a test" },
  }),
  cancelPointCharge: async (setup) => {
    const { accessToken: token } = await setup.ownMember();
    const charge = (json: object) => setup.ask<Payment>("/api/points/charge", { json, token });
    const { id, next } = await charge({ amount: 5_000 });
    if (next?.type !== "redirect") throw new Error("a charge has no page");
    await charge({ paymentId: id, amount: 5_000, pgToken: await payAtGateway(next.url) });
    return { token, params: { paymentId: id } };
  },
  adminGetMemberPoints: ofMember,
  adminListMemberLedger: ofMember,
};
