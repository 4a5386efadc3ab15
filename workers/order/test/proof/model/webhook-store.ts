/** Webhooks as a small state machine: hints that are taken by one caller, and never believed. */
import { LEASE_SECONDS } from "../../../../payment/src/core/waits.ts";
import type { WebhookStore } from "../../../../payment/src/ports/webhook-store.ts";
import type { PaymentsTable } from "./payments-table.ts";

const SOON_SECONDS = 5;

/** Makes the store. */
export function modelWebhooks(table: PaymentsTable): WebhookStore {
  const { hints, payments, asked, clock } = table;
  const open = (paymentId: string) =>
    hints.filter((hint) => hint.paymentId === paymentId && !hint.isHandled);
  return {
    async keep(hint) {
      const isKept = hints.some(({ gateway, id }) => gateway === hint.gateway && id === hint.id);
      if (isKept) return true;
      const row = payments.get(hint.paymentId);
      const isFinal =
        row !== undefined &&
        (row.cardMinor === 0 ||
          row.state === "VOIDED" ||
          (row.state === "PAID" &&
            (row.instrument.kind ?? "virtual_account") !== "virtual_account"));
      const isHandled = isFinal && hint.secretHash === null;
      hints.push({ ...hint, taken: null, isHandled, received: clock.now });
      const isBusy = row?.state === "CONFIRMING" && !table.isOver(row.nextLookAt);
      return !isHandled && !isBusy;
    },
    async take(paymentId) {
      const row = payments.get(paymentId);
      const own = open(paymentId);
      const handle = () => {
        for (const hint of own) hint.isHandled = true;
        return { did: "nothing", dropped: 0 } as const;
      };
      if (own.length === 0) return { did: "nothing", dropped: 0 };
      if (!row || row.cardMinor === 0 || row.state === "VOIDED" || row.state === "READY")
        return handle();
      if (row.state === "PAID" && row.instrument.kind !== "virtual_account") return handle();
      if (row.state === "EXPIRED" && row.confirmingAt === null && row.misses === 0) return handle();
      const isBusy = row.state === "CONFIRMING" && !table.isOver(row.nextLookAt);
      const isTaken = own.some(({ taken }) => taken !== null && taken > clock.now - LEASE_SECONDS);
      const isAsked = (asked.get(paymentId) ?? -SOON_SECONDS) > clock.now - SOON_SECONDS;
      if (isBusy || isTaken || isAsked) return { did: "soon", dropped: 0 };
      for (const hint of own) hint.taken = clock.now;
      return { ...table.answer(row, "look"), dropped: 0 };
    },
    async handled(paymentId) {
      for (const hint of open(paymentId)) if (hint.taken !== null) hint.isHandled = true;
    },
    unhandled: async (most) => {
      const open = hints.filter(({ isHandled }) => !isHandled).map(({ paymentId }) => paymentId);
      return [...new Set(open)].sort().slice(0, most);
    },
  };
}
