/** The payment gateway of a constellation: the local one while the Worker payment asks for it, else whichever its variables name. */
import { join } from "node:path";
import type { Log } from "../local/loopback.ts";
import type { CallTap, GatewayKeys } from "../local/payment-gateway/gateway.ts";
import {
  type PaymentGateway,
  startPaymentGateway,
  TEST_KEYS,
} from "../local/payment-gateway/start.ts";
import type { Service } from "../services.ts";
import type { Undo } from "../undo.ts";
import type { Secrets } from "./secrets.ts";

/** What decides whether there is a local gateway, and what it needs. */
export interface LocalGatewayOptions {
  services: readonly Service[];
  secrets: Secrets;
  /** Vars that override those of the wrangler files, by Worker id. */
  vars?: Record<string, Record<string, string>> | undefined;
  dataDir: string;
  port: number;
  /** Address of the API, where webhooks go. */
  api: string;
  log: Log;
  tap?: CallTap | undefined;
}

/** Names of the user's variables that lead payment to another gateway than the local one. */
const CHOSEN = ["PAYMENT_GATEWAY", "PAYMENT_GATEWAY_URL", "PAYMENT_CLIENT_KEY"] as const;

/** Starts the local gateway; null when payment is led to another one, or there is no such Worker. */
export async function startLocalGateway(
  options: LocalGatewayOptions,
  undo: Undo[],
): Promise<PaymentGateway | null> {
  if (!isLocal(options)) return null;
  const gateway = await startPaymentGateway({
    port: options.port,
    folder: join(options.dataDir, "payment-gateway"),
    webhookUrl: `${options.api}/api/payments/webhooks/simulator`,
    keys: gatewayKeys(options.secrets),
    log: options.log,
    tap: options.tap,
  });
  undo.push(gateway.stop);
  return gateway;
}

/** Gives what leads payment to the gateway of the user's choice; nothing while it is the local one. */
export function chosenGateway(secrets: Secrets): Record<string, string> {
  return Object.fromEntries(
    CHOSEN.flatMap((name) => (secrets[name] ? [[name, secrets[name]] as const] : [])),
  );
}

/** Keys of the local gateway: the secret one is payment's own, the client key is written in its wrangler file. */
export function gatewayKeys({ PAYMENT_SECRET_KEY, PAYMENT_CONTROL_TOKEN }: Secrets): GatewayKeys {
  return {
    secretKey: PAYMENT_SECRET_KEY ?? TEST_KEYS.secretKey,
    clientKey: TEST_KEYS.clientKey,
    controlToken: PAYMENT_CONTROL_TOKEN ?? TEST_KEYS.controlToken,
  };
}

function isLocal({ services, secrets, vars }: LocalGatewayOptions): boolean {
  const payment = services.find(({ id }) => id === "payment");
  const chosen =
    vars?.payment?.PAYMENT_GATEWAY ?? secrets.PAYMENT_GATEWAY ?? payment?.vars.PAYMENT_GATEWAY;
  return payment !== undefined && chosen === "simulator";
}
