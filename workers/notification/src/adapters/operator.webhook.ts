/** Tells operators by a webhook: JSON with a text, as chat programs take it. */
import { alertLine } from "../core/alerts.ts";
import type { OperatorChannel } from "../ports/alerts.ts";
import { PROVIDER_MS } from "./send-http.ts";

/** Makes the channel. @param url a secret: it is the right to write there */
export function webhookOperators(url: string): OperatorChannel {
  return {
    name: "webhook",
    async tell(alerts) {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: alerts.map(alertLine).join("\n"), alerts }),
        redirect: "manual",
        signal: AbortSignal.timeout(PROVIDER_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the webhook answered ${response.status}`);
    },
  };
}
