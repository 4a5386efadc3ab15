/** Environment of payment → configuration. */
import type { MemberLookupRpc } from "@edgemart/contracts/member-lookup";
import { OutboxVarsShape, PostgresVarsShape } from "@edgemart/postgres/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { queueBinding } from "@edgemart/worker-kit/queue-binding";
import { rpcBinding } from "@edgemart/worker-kit/rpc-binding";
import { z } from "zod";

const lotDays = z.coerce.number().int().min(1).max(36_500);

const PaymentEnvironment = z
  .object({
    ...IdentityVars,
    ...PostgresVarsShape,
    ...OutboxVarsShape,
    ENVIRONMENT: z.enum(["local", "staging", "production"]).default("local"),
    /** Connection string of the role `edgemart_payment`. */
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
    PAYMENT_GATEWAY: z.enum(["toss", "simulator", "none"]).default("none"),
    /** Address of the gateway's API; its host comes from here alone. */
    PAYMENT_GATEWAY_URL: z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, "")),
    PAYMENT_CLIENT_KEY: z.string().default(""),
    PAYMENT_SECRET_KEY: z.string().default(""),
    /** Longest wait for the gateway in one verb, in milliseconds. */
    PAYMENT_GATEWAY_MS: z.coerce.number().int().min(100).max(15_000).default(15_000),
    /** Whether virtual accounts and transfers are paid through escrow. */
    PAYMENT_ESCROW: z.enum(["on", "off"]).default("off"),
    /** Error with which the gateway's test environment answers every request that writes; with a test key alone. */
    PAYMENT_TEST_CODE: z
      .string()
      .regex(/^([A-Z][A-Z0-9_]{2,80})?$/, "must be a code of the gateway")
      .default(""),
    /** Seals accounts and numbers of cash receipts. */
    PAYMENT_SEAL_SECRET: z.string().min(43, "must be 32 random bytes in base64url"),
    /** Where the payment page sends the shopper back. */
    SHOP_ORIGIN: z.url(),
    /** How much shorter every wait of the saga is. */
    SAGA_PACE: z.coerce.number().min(1).max(100).default(1),
    ORDER_QUEUE: queueBinding(),
    /** Takes the events of charges of points: their members are notified. */
    NOTIFY_QUEUE: queueBinding(),
    /** How many days points live: earned by an order, and given by hand or by a program. */
    POINTS_EARNED_DAYS: lotDays.default(365),
    POINTS_GRANTED_DAYS: lotDays.default(365),
    /** Whether points are sold, how many days they live, and what a balance may reach with its open charges. */
    POINTS_CHARGE: z.enum(["on", "off"]).default("on"),
    POINTS_CHARGED_DAYS: lotDays.default(1_826),
    POINTS_BALANCE_MAX: z.coerce.number().int().min(0).max(1_000_000_000).default(2_000_000),
    /** Member: what an administrator is now, and whether there is such a member. */
    MEMBER_LOOKUP: rpcBinding<MemberLookupRpc>(),
  })
  .superRefine((env, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const isLocal = env.ENVIRONMENT === "local";
    const { PAYMENT_GATEWAY: gateway, PAYMENT_SECRET_KEY: key } = env;
    if (gateway === "simulator" && !isLocal) refuse("PAYMENT_GATEWAY", "simulator is local alone");
    if (gateway === "none" && env.ENVIRONMENT === "production") {
      refuse("PAYMENT_GATEWAY", "production takes money");
    }
    if (gateway !== "none" && !/^(test|live)_/.test(key)) {
      refuse("PAYMENT_SECRET_KEY", "must begin with test_ or live_");
    }
    if (gateway === "toss" && !env.PAYMENT_GATEWAY_URL.startsWith("https://")) {
      refuse("PAYMENT_GATEWAY_URL", "must be https");
    }
    const isLive = key.startsWith("live_");
    if (gateway === "toss" && isLive !== (env.ENVIRONMENT === "production")) {
      refuse("PAYMENT_SECRET_KEY", "live keys are production's, and production's alone");
    }
    if (env.PAYMENT_TEST_CODE !== "" && !key.startsWith("test_")) {
      refuse("PAYMENT_TEST_CODE", "goes with a test key alone");
    }
    if (env.SAGA_PACE !== 1 && !isLocal) refuse("SAGA_PACE", "is 1 outside local");
  });

/** The configuration of payment. */
export type PaymentConfig = z.infer<typeof PaymentEnvironment>;

/** Reads the configuration. @throws ConfigError */
export const readPaymentConfig = configReader<PaymentConfig>(PaymentEnvironment);
