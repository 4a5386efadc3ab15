/** Tells operators what is wrong, by every way there is: one that fails holds up no other. @see specs/notifications.md 40 */
import type { Deps } from "../ports/deps.ts";

/** Evaluates the alerts and sends what is new. @returns how many there were */
export async function alertOperators(
  deps: Pick<Deps, "alerts" | "operators" | "settings" | "noteFailure" | "note">,
): Promise<number> {
  const alerts = await deps.alerts.evaluate({
    email: deps.settings.emailDailyMax,
    sms: deps.settings.smsDailyMax,
  });
  if (alerts.length === 0) return 0;
  for (const { rule, key, count, isOver } of alerts) {
    deps.note("warn", isOver ? "alert_over" : "alert", { rule, key, count });
  }
  await Promise.all(
    deps.operators.map(async (channel) => {
      try {
        await channel.tell(alerts);
      } catch (thrown) {
        deps.noteFailure("alert_unsent", channel.name, thrown);
      }
    }),
  );
  return alerts.length;
}
