/** What both addresses of webhooks do: a webhook is kept, answered, and its payment looked up after the answer. */
import { err } from "@edgemart/contracts/result";
import { later } from "@edgemart/worker-kit/create-app";
import { log } from "@edgemart/worker-kit/log";
import { reply } from "@edgemart/worker-kit/reply";
import { readTossWebhook } from "../core/toss-webhook.ts";
import type { GatewayName } from "../ports/payment-gateway.ts";
import { handleWebhooks } from "../verbs/handle-webhooks.ts";
import type { Route } from "./route.ts";

const TRANSMISSION_ID = "tosspayments-webhook-transmission-id";

/** Makes the handler of an address; where a gateway that does not send to it is chosen, there is nothing at it. */
export function receiveWebhookOf(
  ...senders: GatewayName[]
): Route<"receiveTossWebhook"> & Route<"receiveSimulatorWebhook"> {
  return async (c, { body }) => {
    const { deps } = c.var;
    const gateway = deps.gateway.name;
    if (!senders.includes(gateway)) return err("not_found");
    const hint = readTossWebhook(body, c.req.header(TRANSMISSION_ID));
    const isOpen = await deps.webhooks.keep({ gateway, ...hint });
    if (!isOpen) return reply(200, null);
    const work = { ...deps, later: (more: Promise<unknown>) => later(c, more) };
    const looked = handleWebhooks(hint.paymentId, work).catch((thrown: unknown) => {
      // The clock comes back to it.
      log("error", "payment.webhook_waits", { reason: String(thrown) });
    });
    later(c, looked);
    return reply(200, null);
  };
}
