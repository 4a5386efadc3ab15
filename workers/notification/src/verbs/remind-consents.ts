/** Reminds members of old consents to advertising, a bounded number at a time. @see specs/notifications.md 19 (f) */
import type { Deps } from "../ports/deps.ts";

const ROWS_MAX = 500;
/** Rounds of one visit; the next hour goes on. */
const ROUNDS_MAX = 10;

/** Plans the reminders; the clock sends them. @returns how many */
export async function remindConsents({ consentReminders }: Pick<Deps, "consentReminders">) {
  let reminded = 0;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const planned = await consentReminders.remind(ROWS_MAX);
    reminded += planned;
    if (planned < ROWS_MAX) break;
  }
  return reminded;
}
