/** A payment gateway as a small state machine: its own books, its memory of idempotency keys, and its faults. */
import type {
  CancelOutcome,
  GatewayCancel,
  Settlement,
} from "../../../../payment/src/core/settlement.ts";
import type {
  CancelRequest,
  GatewayAttempt,
  GatewayCall,
  PaymentGateway,
  Told,
} from "../../../../payment/src/ports/payment-gateway.ts";
import { type Clock, timeOf } from "./clock.ts";

const AUTHORISED_SECONDS = 600;
const DEPOSIT_SECONDS = 86_400;
const ACCOUNT = { bank: "20", accountNumber: "1234567890", holderName: "Edgemart" };

/** How a call to the gateway fails: before its effect, after it, with an effect that comes later, by a refusal; or not. */
export type GatewayFault = "before" | "after" | "late" | "refused" | null;

/** What the shopper chose on the payment page. */
export interface Choice {
  paymentId: string;
  amountMinor: number;
  isDeposit: boolean;
  isDeclined: boolean;
}

/** A payment in the gateway's books. */
export interface Booked extends Choice {
  paymentKey: string;
  status: "IN_PROGRESS" | "DONE" | "WAITING_FOR_DEPOSIT" | "CANCELED" | "ABORTED";
  authorised: number;
  due: number;
  balance: number;
  cancels: GatewayCancel[];
  /** Times that money was taken. */
  charges: number;
  /** The bank took the deposit back once: what is owed then is for people to decide. */
  isTakenBack: boolean;
}

/** The gateway, with what only its bank and its books know. */
export interface ModelGateway extends PaymentGateway {
  books: Map<string, Booked>;
  /** The shopper goes through the page. @returns the key that the page brings back */
  authorise(choice: Choice): string;
  /** Money comes into an account, or the bank takes it back. */
  bank(paymentId: string, move: "deposit" | "take_back"): void;
}

/**
 * Makes it. The worst that a gateway may be: only the idempotency key keeps it from taking money twice.
 *
 * @param fault decides how the next call fails
 * @param later lets a request arrive that is still under way
 */
export function modelGateway(
  clock: Clock,
  fault: (verb: string) => GatewayFault,
  later: (arrive: () => void) => void,
): ModelGateway {
  const books = new Map<string, Booked>();
  const answers = new Map<string, Settlement>();
  const cancelled = new Map<string, CancelOutcome>();
  const byId = (paymentId: string) =>
    [...books.values()].find(
      (each) => each.paymentId === paymentId && each.status !== "IN_PROGRESS",
    );
  const told = <T>(told: T, verb: GatewayCall["verb"], paymentId: string): Told<T> => ({
    told,
    calls: [
      {
        paymentId,
        refundId: null,
        verb,
        key: null,
        ms: 1,
        httpStatus: 200,
        code: null,
        answered: null,
      },
    ],
  });
  const unknown = { kind: "unknown" } as const;
  /** Looks into the books. */
  const seen = (
    booked: Booked | undefined,
    { paymentId, cardMinor }: GatewayAttempt,
  ): Settlement => {
    if (!booked || booked.status === "IN_PROGRESS") return { kind: "not_found" };
    if (booked.paymentId !== paymentId) return { kind: "unknown_key" };
    const { paymentKey, status, amountMinor, balance: balanceMinor, cancels } = booked;
    const kind = booked.isDeposit ? ("virtual_account" as const) : ("card" as const);
    const instrument = { kind, label: null, approval: null };
    const facts = { instrument, cashReceipt: null, secretHash: null };
    if (status === "CANCELED") return { kind: "ended", why: null, cancels };
    if (status === "ABORTED") return { kind: "ended", why: "declined", cancels };
    if (amountMinor !== cardMinor) return { kind: "foreign_amount", paymentKey };
    if (status === "DONE")
      return { kind: "paid", paymentKey, ...facts, balanceMinor, cancels: [...cancels] };
    return {
      kind: "awaiting",
      paymentKey,
      account: ACCOUNT,
      dueAt: timeOf(booked.due),
      secretHash: null,
    };
  };
  const confirmed = (attempt: GatewayAttempt & { paymentKey: string }, key: string): Settlement => {
    const kept = answers.get(key);
    const booked = books.get(attempt.paymentKey);
    // What was answered under a key is answered again; the look that comes with it tells what is so now.
    if (kept) return seen(booked, attempt).kind === "not_found" ? kept : seen(booked, attempt);
    const remember = (answer: Settlement) => {
      answers.set(key, answer);
      return answer;
    };
    if (!booked || booked.paymentId !== attempt.paymentId) return remember({ kind: "unknown_key" });
    if (booked.status === "DONE" && !booked.isDeposit) {
      booked.charges += 1;
      booked.balance += booked.amountMinor;
    }
    if (booked.status !== "IN_PROGRESS") return remember(seen(booked, attempt));
    if (booked.authorised + AUTHORISED_SECONDS <= clock.now)
      return remember({ kind: "unknown_key" });
    if (booked.isDeclined) {
      booked.status = "ABORTED";
      return remember({ kind: "declined", why: "declined" });
    }
    if (booked.isDeposit) {
      booked.status = "WAITING_FOR_DEPOSIT";
      booked.due = clock.now + DEPOSIT_SECONDS;
    } else {
      booked.status = "DONE";
      booked.balance = booked.amountMinor;
      booked.charges += 1;
    }
    return remember(seen(booked, attempt));
  };
  const cancel = (request: CancelRequest): CancelOutcome => {
    const kept = cancelled.get(request.key);
    const booked = books.get(request.paymentKey);
    if (kept?.kind === "refused") return kept;
    const about = { ...request, instrument: "card" as const, page: NO_PAGE };
    if (kept?.kind === "done") return { ...kept, settlement: seen(booked, about) };
    const answer = cancelOnce(booked, request);
    const outcome: CancelOutcome =
      answer === "done"
        ? { kind: "done", transactionKey: request.key, settlement: seen(booked, about) }
        : { kind: "refused", why: answer };
    cancelled.set(request.key, outcome);
    return outcome;
  };
  return {
    books,
    name: "simulator",
    can: {
      ...{ keyIn: true, pageNeedsScript: false, accountWithoutPage: true, movesMoneyOn: "confirm" },
      instruments: ["card", "easy_pay", "transfer", "virtual_account"],
      currencies: ["KRW", "JPY", "USD"],
    },
    next: ({ paymentId }) => ({ type: "redirect", url: `http://127.0.0.1/${paymentId}` }),
    async confirm(attempt, key) {
      const how = fault("confirm");
      if (how === "late") later(() => confirmed(attempt, key));
      if (how === "before" || how === "late") return told(unknown, "confirm", attempt.paymentId);
      const answer = confirmed(attempt, key);
      return told(how === "after" ? unknown : answer, "confirm", attempt.paymentId);
    },
    keyIn: async (attempt) => told(unknown, "key_in", attempt.paymentId),
    issueAccount: async (attempt) => told(unknown, "issue", attempt.paymentId),
    async look(attempt) {
      if (fault("look") !== null) return told(unknown, "look", attempt.paymentId);
      const { paymentKey, paymentId } = attempt;
      const booked = paymentKey === null ? byId(paymentId) : books.get(paymentKey);
      return told(seen(booked, attempt), "look", paymentId);
    },
    async cancel(request) {
      const how = fault("cancel");
      if (how === "late") later(() => cancel(request));
      if (how === "before" || how === "late") return told(unknown, "cancel", request.paymentId);
      if (how === "refused") {
        const refused = { kind: "refused", why: "NOT_CANCELABLE_PAYMENT" } as const;
        if (!cancelled.has(request.key)) cancelled.set(request.key, refused);
      }
      const answer = cancel(request);
      return told(how === "after" ? unknown : answer, "cancel", request.paymentId);
    },
    list: async (_day) => told({ kind: "unknown" }, "list", ""),
    authorise(choice) {
      const paymentKey = `key_${books.size + 1}_${choice.paymentId}`;
      books.set(paymentKey, {
        ...choice,
        ...{ paymentKey, status: "IN_PROGRESS", authorised: clock.now, due: 0 },
        ...{ balance: 0, cancels: [], charges: 0, isTakenBack: false },
      });
      return paymentKey;
    },
    bank(paymentId, move) {
      const booked = byId(paymentId);
      if (!booked?.isDeposit) return;
      if (move === "deposit" && booked.status === "WAITING_FOR_DEPOSIT") {
        Object.assign(booked, { status: "DONE", balance: booked.amountMinor });
        booked.charges += 1;
      }
      const isWhole = booked.status === "DONE" && booked.balance === booked.amountMinor;
      if (move === "take_back" && isWhole) {
        Object.assign(booked, { status: "WAITING_FOR_DEPOSIT", balance: 0, isTakenBack: true });
        booked.charges -= 1;
      }
    },
  };
}

const NO_PAGE = {
  orderName: "",
  returnPath: "/",
  locale: "ko",
  bank: null,
  receipt: null,
} as const;

/** Cancels in the books. @returns `done`, or the code of a refusal */
function cancelOnce(booked: Booked | undefined, request: CancelRequest): string {
  if (!booked || booked.paymentId !== request.paymentId) return "NOT_FOUND_PAYMENT";
  const { amountMinor, balanceMinor, account, reason, key: transactionKey } = request;
  if (booked.status === "WAITING_FOR_DEPOSIT" && amountMinor === null) {
    booked.status = "CANCELED";
    return "done";
  }
  if (booked.status !== "DONE") return "NOT_CANCELABLE_PAYMENT";
  if (booked.isDeposit && !account) return "INVALID_REFUND_ACCOUNT_INFO";
  if (balanceMinor !== null && balanceMinor !== booked.balance)
    return "NOT_MATCHES_REFUNDABLE_AMOUNT";
  const amount = amountMinor ?? booked.balance;
  if (amount > booked.balance || amount === 0) return "EXCEED_CANCEL_AMOUNT";
  booked.balance -= amount;
  const refundStatus = booked.isDeposit ? "COMPLETED" : null;
  booked.cancels.push({ reason, amountMinor: amount, transactionKey, refundStatus });
  if (booked.balance === 0) booked.status = "CANCELED";
  return "done";
}
