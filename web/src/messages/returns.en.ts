/** Texts of returns and of completing a purchase, in English. */
import type { ReturnsMessages } from "./returns.ko.ts";

/** Holds the texts of returns in English. */
export const returnsEn: ReturnsMessages = {
  open: "Return goods",
  ask: "Choose what to send back and why; each choice says what we return.",
  keep: "Keep all",
  why: "Reason",
  choose: "Choose one",
  reasons: {
    changed_mind: "Changed my mind",
    defective: "Defective",
    wrong_item: "Another item arrived",
    not_as_described: "Not as described",
  },
  feeOf: "{fee} for the way back is deducted",
  shopPays: "the seller pays the way back",
  until: "until {day}",
  note: "Details",
  asArrived: "We refund what has arrived.",
  fee: "{fee} for the way back is deducted.",
  submit: "Ask for the return",
  pending: "Asking…",
  withdraw: "Withdraw the return",
  withdrawPending: "Withdrawing…",
  units: "asked {asked}, arrived {received}",
  states: {
    REQUESTED: "You asked for a return. We check it and tell you whether it is approved.",
    APPROVED:
      "Approved. Please send the goods; the return is withdrawn if they do not arrive within 30 days.",
    REJECTED: "Declined. Please contact customer care with any question.",
    WITHDRAWN: "Withdrawn.",
    RECEIVED: "The goods have arrived. We refund them by {day}.",
    REFUNDING: "Being refunded.",
    DONE: "Refunded.",
    FAILED: "The refund is not complete yet.",
  },
  received: {
    text: "Has everything arrived? Then complete the purchase. You can still return goods in time.",
    textWithPoints:
      "Has everything arrived? Then complete the purchase: your points are added at once. You can still return goods in time.",
    submit: "Complete the purchase",
    pending: "Completing…",
  },
};
