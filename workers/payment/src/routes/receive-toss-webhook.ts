/** `POST /api/payments/webhooks/toss`; the stand-in speaks the same. */
import { receiveWebhookOf } from "./receive-webhook-of.ts";

export const receiveTossWebhook = receiveWebhookOf("toss", "simulator");
