/** One schedule of a purchase's payments: steps, faults, crashes and repetitions as its seed says, then quiet, then the laws. */
import type { OpenInput } from "@edgemart/contracts/payment-saga";
import { newId } from "@edgemart/worker-kit/ids";
import type { FaultInput } from "../../../../tools/local/payment-gateway/faults.ts";
import type { Work } from "../../src/ports/deps.ts";
import { abandonAttempt } from "../../src/verbs/abandon-attempt.ts";
import { confirmPayment } from "../../src/verbs/confirm-payment.ts";
import { drivePayment } from "../../src/verbs/drive-payment.ts";
import { driveRefund } from "../../src/verbs/drive-refund.ts";
import { handleWebhooks } from "../../src/verbs/handle-webhooks.ts";
import { openAttempt } from "../../src/verbs/open-attempt.ts";
import { refundPayment } from "../../src/verbs/refund-payment.ts";
import { attempt, authorise, type Till } from "../till.ts";
import { Crash, crashingAt } from "./crash.ts";
import { breaches } from "./laws.ts";
import type { Random } from "./random.ts";

const STEPS_MAX = 14;
/** Place of the step that arms a fault. */
const FAULT_STEP = 6;
const ATTEMPTS_MAX = 3;
const QUIET_ROUNDS = 12;
const ACCOUNT = { bank: "88", accountNumber: "110123456789", holderName: "김민아" };

const FAULTS: Omit<FaultInput, "match">[] = [
  { kind: "timeout_before", value: 5 },
  { kind: "timeout_after", value: 5 },
  { kind: "500_before" },
  { kind: "500_after" },
  { kind: "500_after", value: "stored" },
  { kind: "garbage" },
  { kind: "garbage", value: "truncated" },
  { kind: "429" },
  { kind: "already_processed" },
  { kind: "amount_mismatch" },
];
const DEAF: Omit<FaultInput, "match">[] = [
  { kind: "500_before", on: ["look"] },
  { kind: "timeout_before", value: 5, on: ["look"] },
];
const CANCEL_FAULTS: Omit<FaultInput, "match">[] = [
  { kind: "cancel_timeout_after", value: 5 },
  { kind: "cancel_refused" },
  { kind: "500_before", on: ["cancel"] },
  { kind: "500_after", on: ["cancel"] },
];

/** An attempt of the schedule, and the key its shopper brought back. */
interface Tried {
  input: OpenInput;
  key: string | null;
}

/**
 * Runs a schedule.
 *
 * @param bend makes the dependencies wrong, for errors that must be found
 * @returns what is wrong at the end; nothing when the laws hold
 */
export async function runSchedule(
  till: Till,
  random: Random,
  bend: (work: Work) => Work = (work) => work,
): Promise<string[]> {
  const reference = newId("order");
  const tried: Tried[] = [];
  const refunds: { id: string; paymentId: string; cardMinor: number }[] = [];
  const work = () => bend(till.work());
  /** Dependencies of one step; some crash on the way. */
  const stepWork = () =>
    random.oneIn(4)
      ? crashingAt(work(), random.whole(1, 5), random.pick(["before", "after"]))
      : work();

  const steps: (() => Promise<unknown>)[] = [
    async () => {
      if (tried.length >= ATTEMPTS_MAX) return;
      const instrument = random.oneIn(4) ? "virtual_account" : "card";
      const input = attempt({ reference, attempt: tried.length + 1, instrument });
      tried.push({ input, key: null });
      await open(input);
    },
    async () => {
      if (tried.length > 0) await open(random.pick(tried).input);
    },
    confirm,
    confirm,
    confirm,
    abandon,
    async () => {
      if (tried.length === 0) return;
      const { paymentId } = random.pick(tried).input;
      await till.fault({ match: paymentId, ...random.pick(FAULTS), times: random.whole(1, 2) });
      // Often the look-up that would tell is in trouble too.
      if (random.oneIn(2)) await till.fault({ match: paymentId, ...random.pick(DEAF), times: 2 });
    },
    refund,
    refund,
    async () => {
      if (refunds.length > 0) await refundAgain(random.pick(refunds));
    },
    async () => {
      if (tried.length === 0) return;
      const { paymentId } = random.pick(tried).input;
      const hint = { gateway: "simulator", type: "PAYMENT_STATUS_CHANGED", secretHash: null };
      const used = stepWork();
      await used.webhooks.keep({
        ...hint,
        paymentId,
        status: random.pick(["DONE", "CANCELED"]),
        id: newId("event"),
      });
      await handleWebhooks(paymentId, used);
    },
    async () => {
      const account = tried.find(({ input }) => input.instrument === "virtual_account");
      if (account) await till.bank(account.input.paymentId, "deposit").catch(() => undefined);
    },
    clock,
  ];

  async function open(input: OpenInput) {
    const opened = await openAttempt(input, stepWork());
    const of = tried.find((each) => each.input === input);
    if (of && opened.state === "opened" && of.key === null && !random.oneIn(5)) {
      of.key = await authorise(opened, {
        method: input.instrument === "virtual_account" ? "virtual_account" : "card",
        card: random.oneIn(6) ? "declined" : "approved",
      });
    }
  }

  async function confirm() {
    if (tried.length === 0) return;
    const one = random.pick(tried);
    const other = random.pick(tried);
    // The right key mostly; sometimes another attempt's, or another amount.
    const paymentKey = random.oneIn(8) ? other.key : one.key;
    const amountMinor = random.oneIn(10) ? 1 : one.input.cardMinor;
    const asked = {
      purpose: "order" as const,
      paymentId: one.input.paymentId,
      paymentKey,
      amountMinor,
    };
    const times = random.whole(1, 3);
    await Promise.all(
      Array.from({ length: times }, () => confirmPayment(asked, stepWork()).catch(ignoreCrash)),
    );
  }

  async function abandon() {
    if (tried.length === 0) return;
    await abandonOne(random.pick(tried).input, stepWork());
  }

  async function refund() {
    if (tried.length === 0) return;
    const { paymentId, cardMinor } = random.pick(tried).input;
    const one = { id: newId("refund"), paymentId, cardMinor: random.whole(1, cardMinor) };
    refunds.push(one);
    if (random.oneIn(3)) await till.fault({ match: paymentId, ...random.pick(CANCEL_FAULTS) });
    await refundAgain(one);
  }

  function refundAgain(one: { id: string; paymentId: string; cardMinor: number }) {
    const more = {
      purpose: "order" as const,
      kind: "owner" as const,
      pointAmount: 0,
      reason: "proof",
    };
    return refundPayment({ ...one, ...more, account: ACCOUNT }, stepWork());
  }

  /** Lets the clock go on with what is this schedule's own. */
  async function clock() {
    await goOn(stepWork());
  }

  async function goOn(used: Work) {
    const ids = tried.map(({ input }) => input.paymentId);
    for (const id of ids) await till.makeDue(id);
    await till.makeRefundsDue(ids);
    for (const taken of await used.payments.takeDue(ids, 6)) await drivePayment(taken, used);
    for (const { id } of refunds) await driveRefund(id, used);
  }

  // Most purchases begin as a shopper's does; what is done then is of all kinds.
  if (!random.oneIn(4)) {
    for (const step of [steps[0], random.oneIn(2) ? steps[FAULT_STEP] : undefined, confirm]) {
      await step?.().catch(ignoreCrash);
    }
  }
  const count = random.whole(4, STEPS_MAX);
  for (let step = 0; step < count; step++) {
    const abreast = random.oneIn(3) ? 2 : 1;
    const chosen = Array.from({ length: abreast }, () => random.pick(steps));
    await Promise.all(chosen.map((each) => each().catch(ignoreCrash)));
  }

  // Quiet: no new faults, no crashes; the owner ends what is open, the clock goes on.
  const ids = tried.map(({ input }) => input.paymentId);
  for (let round = 0; round < QUIET_ROUNDS; round++) {
    for (const { input } of tried) await abandonOne(input, work());
    await till.letTimePass(ids);
    await goOn(work());
    // One round more than is needed: what has ended stays as it is.
    if (round > 0 && !(await till.isOwed(ids))) break;
  }
  await till.settled();
  return breaches(till, reference, ids);
}

function abandonOne({ paymentId: id, reference, attempt: n }: OpenInput, work: Work) {
  return abandonAttempt({ id, purpose: "order", reference, attempt: n, why: "proof" }, work);
}

function ignoreCrash(thrown: unknown): void {
  if (!(thrown instanceof Crash)) throw thrown;
}
