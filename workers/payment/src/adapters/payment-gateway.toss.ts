/** Toss's API as the payment gateway; the local stand-in speaks it too. @see https://docs.tosspayments.com/reference */

import { pageOf, RECEIPT_TYPE, widgetOf } from "../core/payment-page.ts";
import type { CancelOutcome, Settlement } from "../core/settlement.ts";
import { cancelVerdictOf, verdictOf } from "../core/toss-codes.ts";
import { settlementOf, TossPayment, Transactions, unitsOfMinor } from "../core/toss-payment.ts";
import type {
  GatewayAttempt,
  GatewayCall,
  PaymentGateway,
  Told,
  TransactionPage,
} from "../ports/payment-gateway.ts";
import { askToss, type TossAccess, type TossAnswer } from "./toss-http.ts";

/** How the gateway is reached, and where its pages lead back to. */
export interface TossOptions extends TossAccess {
  name: "toss" | "simulator";
  /** Key that pages may know. */
  clientKey: string;
  /** The shop's own origin: where the payment page sends the shopper back. */
  shopOrigin: string;
  /** Accounts and transfers are paid through escrow. */
  useEscrow: boolean;
  /** Longest wait of one verb for all its calls together, in milliseconds. */
  limitMs: number;
}

const VALID_HOURS = 24;
/** Movements of one page of the books. */
const PAGE = 100;
/** Below this a look-up is left to the clock. */
const LOOK_MS_MIN = 1_000;

/** Makes the gateway. */
export function tossGateway(options: TossOptions): PaymentGateway {
  const isStandIn = options.name === "simulator";
  return {
    name: options.name,
    can: {
      keyIn: isStandIn,
      pageNeedsScript: !isStandIn,
      accountWithoutPage: true,
      instruments: ["card", "easy_pay", "transfer", "virtual_account"],
      currencies: ["KRW", "USD", "JPY"],
      movesMoneyOn: "confirm",
    },
    next: (attempt) => (isStandIn ? pageOf(attempt, options) : widgetOf(attempt)),
    confirm: (attempt, key) =>
      within(options, (until, calls) => {
        const { paymentKey } = attempt;
        const path = "/v1/payments/confirm";
        return taken(options, "confirm", path, attempt, { paymentKey }, key, until, calls);
      }),
    keyIn: (attempt, cardNumber, key) =>
      within(options, (until, calls) =>
        taken(options, "key_in", "/v1/payments/key-in", attempt, { cardNumber }, key, until, calls),
      ),
    issueAccount: (attempt, { name, email, cashReceipt }, key) =>
      within(options, (until, calls) => {
        const more = {
          customerName: name,
          customerEmail: email,
          bank: attempt.page.bank,
          validHours: VALID_HOURS,
          ...(options.useEscrow && { useEscrow: true }),
          ...(cashReceipt.purpose !== "none" && {
            cashReceipt: {
              type: RECEIPT_TYPE[cashReceipt.purpose],
              registrationNumber: cashReceipt.number,
            },
          }),
        };
        return taken(options, "issue", "/v1/virtual-accounts", attempt, more, key, until, calls);
      }),
    list: (day, after) =>
      within(options, async (until, calls): Promise<TransactionPage> => {
        const query = new URLSearchParams({
          startDate: `${day}T00:00:00`,
          endDate: `${day}T23:59:59`,
          limit: String(PAGE),
          ...(after !== null && { startingAfter: after }),
        });
        const note = { paymentId: "", refundId: null, verb: "list" } as const;
        const path = `/v1/transactions?${query}`;
        const answer = await askToss(
          options,
          { method: "GET", path, locale: "ko", note },
          until,
          calls,
        );
        const page = answer.kind === "success" ? Transactions.safeParse(answer.body) : null;
        if (!page?.success) return { kind: "unknown" };
        const last = page.data.length === PAGE ? page.data.at(-1) : undefined;
        return { kind: "page", items: page.data, next: last?.transactionKey ?? null };
      }),
    look: (attempt) => within(options, (until, calls) => look(options, attempt, until, calls)),
    cancel: (request) =>
      within(options, async (until, calls): Promise<CancelOutcome> => {
        const { paymentId, refundId, currency, amountMinor, balanceMinor, account } = request;
        const answer = await askToss(
          options,
          {
            method: "POST",
            path: `/v1/payments/${encodeURIComponent(request.paymentKey)}/cancel`,
            idempotencyKey: request.key,
            locale: "ko",
            note: { paymentId, refundId, verb: "cancel" },
            body: {
              cancelReason: request.reason,
              ...(amountMinor !== null && { cancelAmount: unitsOfMinor(amountMinor, currency) }),
              ...(balanceMinor !== null && {
                refundableAmount: unitsOfMinor(balanceMinor, currency),
              }),
              ...(account && { refundReceiveAccount: account }),
            },
          },
          until,
          calls,
        );
        if (answer.kind === "nothing") return { kind: "unknown" };
        if (answer.kind === "refused") {
          const verdict = cancelVerdictOf(answer.code);
          return verdict === "refused" ? { kind: "refused", why: answer.code } : { kind: verdict };
        }
        const payment = TossPayment.safeParse(answer.body);
        if (!payment.success) return { kind: "unknown" };
        const settlement = settlementOf(payment.data, {
          paymentId,
          currency,
          cardMinor: request.cardMinor,
        });
        const transactionKey = payment.data.cancels?.at(-1)?.transactionKey ?? null;
        return { kind: "done", transactionKey, settlement };
      }),
  };
}

async function within<T>(
  { limitMs }: TossOptions,
  work: (until: number, calls: GatewayCall[]) => Promise<T>,
): Promise<Told<T>> {
  const calls: GatewayCall[] = [];
  return { told: await work(Date.now() + limitMs, calls), calls };
}

/** Asks for money, or for an account that takes it. @param more what the verb needs besides id and amount */
async function taken(
  options: TossOptions,
  verb: GatewayCall["verb"],
  path: string,
  attempt: GatewayAttempt & { paymentKey?: string },
  more: object,
  key: string,
  until: number,
  calls: GatewayCall[],
): Promise<Settlement> {
  const { paymentId, paymentKey = null, currency, page } = attempt;
  const body = {
    orderId: paymentId,
    amount: unitsOfMinor(attempt.cardMinor, currency),
    ...(verb !== "confirm" && { orderName: page.orderName }),
    ...(verb === "key_in" && { currency }),
    ...more,
  };
  const note = { paymentId, refundId: null, verb };
  const request = {
    method: "POST",
    path,
    body,
    idempotencyKey: key,
    locale: page.locale,
    note,
  } as const;
  const answer = await askToss(options, request, until, calls);
  return believed(options, { ...attempt, paymentKey }, answer, until, calls);
}

/**
 * Reads the answer to a request for money. "No" is believed only after a look-up that does not say otherwise; what says
 * nothing is looked up at once while there is time.
 */
async function believed(
  options: TossOptions,
  attempt: GatewayAttempt & { paymentKey: string | null },
  answer: TossAnswer,
  until: number,
  calls: GatewayCall[],
): Promise<Settlement> {
  const said = saidBy(answer, attempt);
  if (said.kind !== "declined" && said.kind !== "unknown_key" && said.kind !== "unknown") {
    // A look-up's "not yet" is no outcome of a request that was answered.
    return said.kind === "not_found" ? { kind: "unknown" } : said;
  }
  if (until - Date.now() < LOOK_MS_MIN) return { kind: "unknown" };
  const seen = await look(options, attempt, until, calls);
  switch (seen.kind) {
    case "not_found":
      return said;
    case "ended":
      return said.kind === "unknown" ? seen : said;
    case "unavailable":
      return { kind: "unknown" };
    default:
      return seen;
  }
}

async function look(
  options: TossOptions,
  attempt: GatewayAttempt & { paymentKey: string | null },
  until: number,
  calls: GatewayCall[],
): Promise<Settlement> {
  const { paymentId, paymentKey } = attempt;
  const place = paymentKey === null ? `orders/${paymentId}` : encodeURIComponent(paymentKey);
  const answer = await askToss(
    options,
    {
      method: "GET",
      path: `/v1/payments/${place}`,
      locale: attempt.page.locale,
      note: { paymentId, refundId: null, verb: "look" },
    },
    until,
    calls,
  );
  const said = saidBy(answer, attempt);
  // Here the gateway tells of a key or an order id it does not know (yet).
  if (said.kind === "unknown_key" && answer.kind === "refused") return { kind: "not_found" };
  return said.kind === "declined" ? { kind: "unknown" } : said;
}

function saidBy(answer: TossAnswer, attempt: GatewayAttempt): Settlement {
  if (answer.kind === "nothing") return { kind: "unknown" };
  if (answer.kind === "refused") return verdictOf(answer.code);
  const payment = TossPayment.safeParse(answer.body);
  return payment.success ? settlementOf(payment.data, attempt) : { kind: "unknown" };
}
