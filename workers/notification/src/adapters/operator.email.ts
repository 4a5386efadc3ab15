/** Tells operators by mail, past the deliveries: what is wrong with them must not hold it up. */
import { alertLine } from "../core/alerts.ts";
import { buildEmail } from "../core/email-message.ts";
import type { OperatorChannel } from "../ports/alerts.ts";
import type { EmailSender } from "../ports/email-sender.ts";

/** Makes the channel. */
export function emailOperators(
  sender: EmailSender,
  { from, address }: { from: string; address: string },
): OperatorChannel {
  return {
    name: "email",
    async tell(alerts) {
      for (const alert of alerts) {
        const line = alertLine(alert);
        const message = buildEmail({
          ...{ key: alert.id, from, address, locale: "en", text: line },
          subject: `Edgemart: alert ${alert.rule}${alert.isOver ? " is over" : ""}`,
          html: `<!doctype html><html lang="en"><title>Alert</title><p>${escaped(line)}</p></html>`,
        });
        if (typeof message === "string") throw new Error(`an alert was not built: ${message}`);
        const outcome = await sender.send(message);
        if (outcome.kind !== "sent") throw new Error(`an alert was not sent: ${outcome.why}`);
      }
    },
  };
}

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => SIGNS[sign] ?? sign);
}
