/** `POST /api/payments/webhooks/simulator`. */
import { receiveWebhookOf } from "./receive-webhook-of.ts";

export const receiveSimulatorWebhook = receiveWebhookOf("simulator");
