/** Texts of members' points in the administration, in English. */
import type { AdminPointsMessages } from "./admin-points.ko.ts";

/** Holds the texts of points in the administration, in English. */
export const adminPointsEn: AdminPointsMessages = {
  title: "Points",
  intro: "Find a member to see their balance and every movement, and to adjust it.",
  search: "Email or name",
  name: "Name",
  email: "Email",
  see: "See points",
  none: "No members match.",
  seeOf: "See points: {name}",
  member: "See the member",
  balance: "Balance",
  available: "Can be used",
  held: "In payments under way",
  pending: "Not yet earned",
  owed: "Deducted from the next earnings",
  expiring: "Expiring within 30 days",
  expiringOn: "{points} points (until {day})",
  pendingOf: "{points} points (order {order})",
  adjust: "Adjust points",
  adjustText:
    "The member sees the reason in their history. To undo it, adjust by the opposite amount.",
  amount: "Points to add or deduct",
  amountHelp:
    "For example 1000 to give, or -1000 to deduct. You can deduct as many as the member can use.",
  reason: "Reason, shown to the member",
  ledger: "History",
  kind: "Kind",
  at: "When",
  change: "Change",
  after: "Balance",
  otherSide: "Other account",
  accounts: {
    issuance: "Earned",
    charge: "Bought",
    redemption: "Used",
    expiry: "Expired",
    adjustment: "Adjusted",
  },
  from: "Related to",
  lots: "Taken from",
  lot: "{amount} points · {id}",
  lotReturned: "{amount} points · {id} ({returned} given back)",
  noLines: "No movements yet.",
  show: "Show",
  done: { adjusted: "Points adjusted." },
  errors: {
    amount: "Please enter a whole number other than 0.",
    reason: "Please enter the reason to show the member (up to 300 characters).",
  },
};
