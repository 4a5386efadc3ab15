/** Valid calls of points and their administration. */
import type { BuildCall, Setup } from "./setup.ts";

const ofMember = async (setup: Setup) => ({ params: { id: (await setup.member()).id } });

export const POINTS_CALLS: Record<string, BuildCall> = {
  adminAdjustPoints: async (setup) => ({
    json: { memberId: (await setup.member()).id, amount: 500, reason: "For a test" },
  }),
  adminGetMemberPoints: ofMember,
  adminListMemberLedger: ofMember,
};
