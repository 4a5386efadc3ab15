/** What operators are alerted to: a table of rules with their words. Pure; the store finds the breaches. @see specs/notifications.md 40 */

/** Rules, each with what an operator looks at. */
export const ALERTS = {
  dead_delivery: "Messages are dead, or their outcome is unknown: /api/notifications/deliveries",
  dead_message: "Messages of the queue could not be handled: /api/notifications/dead-messages",
  unhandled: "Events of a version that is not known here: deploy notification, then replay them",
  producer_unasked: "The outbox of this Worker has not answered for ten minutes",
  queue_lost: "Events came by the outboxes that the queue did not bring in the last ten minutes",
  lag: "One in twenty messages waits for more than two minutes",
  breaker: "The provider has taken nothing for five minutes: its key, domain or quota",
  push_denied:
    "Push services refuse the shop's key, its contact or its clock: VAPID_KEYS, SHOP_LEGAL_EMAIL",
  attention: "People have to look at orders or payments, for the reason that is named: /admin",
  bounces:
    "More than 4 in 100 mails of the day came back: advertising rests, look at where addresses come from",
  complaints: "More than 1 in 1000 readers of the day complained: advertising rests",
  quota: "Four fifths of the day's messages are used",
} as const;
/** The name of a rule. */
export type AlertRule = keyof typeof ALERTS;

/** An alert to be sent: one for each rule and key in an hour, then its end. */
export interface Alert {
  rule: AlertRule;
  /** What it is about: a queue, a channel, a Worker. */
  key: string;
  count: number;
  isOver: boolean;
  /** Names this sending: the same twice is one mail. */
  id: string;
}

/** Writes an alert in one line: names, codes and counts, nothing personal. */
export function alertLine({ rule, key, count, isOver }: Alert): string {
  return isOver ? `over: ${rule} ${key}` : `${rule} ${key} (${count}): ${ALERTS[rule]}`;
}
