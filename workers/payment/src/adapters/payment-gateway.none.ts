/** No payment gateway: points and totals of 0 alone can be paid. */
import type { PaymentGateway } from "../ports/payment-gateway.ts";

/** The gateway of an environment that has none. */
export const NO_GATEWAY: PaymentGateway = {
  name: "none",
  can: {
    keyIn: false,
    pageNeedsScript: false,
    accountWithoutPage: false,
    instruments: [],
    currencies: [],
    movesMoneyOn: "confirm",
  },
  next: () => null,
  confirm: async () => ({ told: { kind: "unavailable" }, calls: [] }),
  keyIn: async () => ({ told: { kind: "unavailable" }, calls: [] }),
  issueAccount: async () => ({ told: { kind: "unavailable" }, calls: [] }),
  look: async () => ({ told: { kind: "unavailable" }, calls: [] }),
  // Its books are empty.
  list: async () => ({ told: { kind: "page", items: [], next: null }, calls: [] }),
  cancel: async () => ({ told: { kind: "unavailable" }, calls: [] }),
};
