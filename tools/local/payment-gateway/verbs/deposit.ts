/** What happens at a bank: money comes to a virtual account, or the bank takes it back. Pure but for random names. */
import type { PaymentRecord } from "../record.ts";
import { moved } from "./approve.ts";

/** Pays in; null where no deposit is awaited, or its time is over. */
export function deposit(record: PaymentRecord, now: number): PaymentRecord | null {
  const { account } = record;
  if (record.status !== "WAITING_FOR_DEPOSIT" || !account || now > account.dueAt) return null;
  const paid = { ...account, depositorName: account.customerName };
  return moved({ ...record, approvedAt: now, account: paid }, "DONE", now);
}

/** Takes a deposit back; null where there is none, or some of it was refunded. */
export function takeBack(record: PaymentRecord, now: number): PaymentRecord | null {
  if (record.status !== "DONE" || !record.account) return null;
  const open = { ...record.account, depositorName: null };
  return moved({ ...record, approvedAt: null, account: open }, "WAITING_FOR_DEPOSIT", now);
}
