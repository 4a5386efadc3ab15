/** Alerts of operators: what is wrong now, and the ways to say so. @see specs/notifications.md 40 */
import type { Alert } from "../core/alerts.ts";

/** Alerts. */
export interface AlertStore {
  /** Compares what is wrong with what is open. @returns those to be sent now */
  evaluate(dayMax: { email: number; sms: number }): Promise<Alert[]>;
}

/** A way to operators; no way reports its own death, so there are two. */
export interface OperatorChannel {
  name: "webhook" | "email";
  /** @throws when they were not reached */
  tell(alerts: readonly Alert[]): Promise<void>;
}
