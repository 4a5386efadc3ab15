/** `POST /api/payments/webhooks/:gateway`: kept, answered, and looked up after the answer. */
import { err } from "@edgemart/contracts/result";
import { later } from "@edgemart/worker-kit/create-app";
import { log } from "@edgemart/worker-kit/log";
import { reply } from "@edgemart/worker-kit/reply";
import { readTossWebhook } from "../core/toss-webhook.ts";
import { handleWebhooks } from "../verbs/handle-webhooks.ts";
import type { Route } from "./route.ts";

const TRANSMISSION_ID = "tosspayments-webhook-transmission-id";

export const receiveWebhook: Route<"receiveWebhook"> = async (c, { params, body }) => {
  const { deps } = c.var;
  if (deps.gateway.name !== params.gateway) return err("not_found");
  const hint = readTossWebhook(body, c.req.header(TRANSMISSION_ID));
  await deps.webhooks.keep({ gateway: params.gateway, ...hint });
  const work = {
    ...deps,
    later: (more: Promise<unknown>) => later(c, more),
  };
  later(
    c,
    handleWebhooks(hint.paymentId, work).catch((thrown: unknown) => {
      // The clock comes back to it.
      log("error", "payment.webhook_waits", { reason: String(thrown) });
    }),
  );
  return reply(200, null);
};
