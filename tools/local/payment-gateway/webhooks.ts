/** Sends webhooks when they are due, and again as Toss does, until an answer 200. */
import type { Log } from "../loopback.ts";
import type { Book, Webhook } from "./book.ts";

const MINUTE_MS = 60_000;
/** Pause after each try that failed; after the last there is none more. */
export const RETRY_MS = [1, 4, 16, 64, 256, 1_024, 4_096].map((minutes) => minutes * MINUTE_MS);
/** Longest wait for an answer. */
const ANSWER_MS = 10_000;
/** Longest wait of one timer; what is due later is looked at again. */
const TIMER_MS_MAX = 3_600_000;

/** A sender at work. */
export interface WebhookSender {
  /** Looks again at what is due: something was added, or the clock was moved. */
  wake(): void;
  /** Resolves when no try is under way and none is due. */
  idle(): Promise<void>;
  /** Changes where webhooks go; null keeps them. */
  sendTo(url: string | null): void;
  stop(): Promise<void>;
}

/** Begins to send what the book holds, also what a killed process left. @param url null keeps them for later */
export function startWebhooks(book: Book, url: string | null, log: Log): WebhookSender {
  let address = url;
  let timer: NodeJS.Timeout | undefined;
  const underWay = new Map<string, Promise<void>>();
  const stopped = new AbortController();

  const dueNow = () =>
    [...book.webhooks.values()].filter(
      (each) => each.nextAt !== null && each.nextAt <= book.now() && !underWay.has(each.id),
    );

  const wake = () => {
    clearTimeout(timer);
    if (stopped.signal.aborted || address === null) return;
    for (const webhook of dueNow()) {
      const sent = send(webhook, address).finally(() => {
        underWay.delete(webhook.id);
        wake();
      });
      underWay.set(webhook.id, sent);
    }
    const times = [...book.webhooks.values()].flatMap((each) =>
      each.nextAt !== null && !underWay.has(each.id) ? [each.nextAt] : [],
    );
    if (times.length === 0) return;
    const wait = Math.min(Math.max(0, Math.min(...times) - book.now()), TIMER_MS_MAX);
    timer = setTimeout(wake, wait).unref();
  };

  async function send(webhook: Webhook, to: string): Promise<void> {
    const isTaken = await post(webhook, to);
    if (stopped.signal.aborted) return;
    const pause = RETRY_MS[webhook.tries];
    const next: Webhook = isTaken
      ? { ...webhook, nextAt: null, outcome: "delivered" }
      : pause === undefined
        ? { ...webhook, tries: webhook.tries + 1, nextAt: null, outcome: "given_up" }
        : { ...webhook, tries: webhook.tries + 1, nextAt: book.now() + pause };
    const freed = isTaken ? heldOf(webhook) : [];
    await book
      .commit({ webhooks: [next, ...freed] })
      .catch((error: unknown) => log(`payment gateway: a webhook is not noted: ${error}`));
  }

  /** What a planted disorder made wait for this one. */
  function heldOf(delivered: Webhook): Webhook[] {
    return [...book.webhooks.values()]
      .filter((each) => each.held && each.orderId === delivered.orderId && each.id !== delivered.id)
      .map((each) => ({ ...each, held: false, nextAt: each.nextAt === null ? null : book.now() }));
  }

  async function post(webhook: Webhook, to: string): Promise<boolean> {
    try {
      const answer = await fetch(to, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "tosspayments-webhook-transmission-id": webhook.transmissionId,
          "tosspayments-webhook-transmission-time": new Date(webhook.createdAt).toISOString(),
          "tosspayments-webhook-transmission-retried-count": String(webhook.tries),
        },
        body: webhook.body,
        signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(ANSWER_MS)]),
      });
      await answer.body?.cancel();
      return answer.status === 200;
    } catch {
      // Whatever it was, it was not a 200: the next try comes by its time.
      return false;
    }
  }

  return {
    wake,
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
    sendTo(to) {
      address = to;
      wake();
    },
    async stop() {
      clearTimeout(timer);
      stopped.abort();
      await Promise.all(underWay.values());
    },
  };
}
