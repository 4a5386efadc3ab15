/** Makes an attempt to pay. */
import type { OpenInput, PaymentSagaRpc } from "@edgemart/contracts/payment-saga";
import { POINTS_USE_MIN } from "@edgemart/contracts/points";
import { attemptOf, standOf } from "../core/attempt.ts";
import type { PaymentRow } from "../core/payment-row.ts";
import type { Work } from "../ports/deps.ts";
import { customerOf, sealCustomer } from "./customer.ts";
import { settle } from "./settle.ts";

type Opened = Awaited<ReturnType<PaymentSagaRpc["open"]>>;

/** A path of the shop's own, which cannot lead elsewhere. */
const OWN_PATH = /^\/(?!\/)[A-Za-z0-9/_-]*$/;

/** Opens the attempt: its row and its points are one statement; a page is opened without a call to the gateway. */
export async function openAttempt(input: OpenInput, work: Work): Promise<Opened> {
  const { gateway, payments, sealer, events, later } = work;
  const { cardMinor, instrument, currency, customer, cashReceipt } = input;
  if (!OWN_PATH.test(input.returnPath) || isTooFew(input)) return { state: "mismatched" };
  const isTaken =
    gateway.can.instruments.includes(instrument) && gateway.can.currencies.includes(currency);
  if (cardMinor > 0 && !isTaken) return { state: "method_unavailable" };
  const isAccount = cardMinor > 0 && instrument === "virtual_account";
  const isCash = isAccount || (cardMinor > 0 && instrument === "transfer");
  const opened = await payments.open({
    id: input.paymentId,
    purpose: input.purpose,
    reference: input.reference,
    memberId: input.memberId,
    attempt: input.attempt,
    currency,
    totalMinor: input.totalMinor,
    cardMinor,
    pointAmount: input.pointAmount,
    gateway: gateway.name,
    instrument: { kind: cardMinor > 0 ? instrument : null },
    page: {
      orderName: input.orderName,
      returnPath: input.returnPath,
      locale: input.locale,
      bank: isAccount ? (input.bank ?? null) : null,
      receipt: isCash && cashReceipt.purpose !== "none" ? cashReceipt.purpose : null,
    },
    sealed: isCash
      ? await sealCustomer({ ...customer, cashReceipt }, input.paymentId, sealer)
      : null,
    readySeconds: Math.min(1_200, input.readySeconds),
  });
  if (!("row" in opened)) return { state: opened.did };
  later(events.send(opened.events));
  const { row } = opened;
  const isIssued = row.state === "READY" && row.page.bank !== null;
  return answerOf(isIssued ? await issued(row, work) : row, work);
}

/** Opens the account at once, where its bank was chosen on our own page. */
async function issued({ id, purpose, cardMinor }: PaymentRow, work: Work): Promise<PaymentRow> {
  const begun = await work.payments.beginKeyless(purpose, id, cardMinor);
  if (!("row" in begun)) throw new Error("a payment that was opened is gone");
  if (begun.did !== "call") return begun.row;
  const customer = await customerOf(begun.row, work.sealer);
  if (!customer) return begun.row;
  const told = await work.gateway.issueAccount(attemptOf(begun.row), customer, `issue:${id}`);
  return settle(begun.row, told, work);
}

/** Its owner has judged the same and said why: this is the last look before points are held. */
function isTooFew({ pointAmount, totalMinor }: OpenInput): boolean {
  return pointAmount > 0 && pointAmount < Math.min(POINTS_USE_MIN, totalMinor);
}

function answerOf(row: PaymentRow, { gateway }: Work): Opened {
  const stand = standOf(row);
  switch (stand.state) {
    case "ready":
      return { state: "opened", next: gateway.next(attemptOf(row)) };
    case "declined":
      return { state: "failed" };
    default:
      return stand;
  }
}
