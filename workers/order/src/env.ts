/** Environment of order → configuration. */
import type { MemberRpc } from "@edgemart/contracts/member";
import type { MemberLookupRpc } from "@edgemart/contracts/member-lookup";
import type { PaymentSagaRpc, PaymentTestCardRpc } from "@edgemart/contracts/payment-saga";
import type { CatalogStockRpc } from "@edgemart/contracts/stock-hold";
import { OutboxVarsShape, PostgresVarsShape } from "@edgemart/postgres/vars";
import { RedisVarsShape } from "@edgemart/redis/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { queueBinding } from "@edgemart/worker-kit/queue-binding";
import { rpcBinding } from "@edgemart/worker-kit/rpc-binding";
import { z } from "zod";

const secret = z.string().regex(/^[A-Za-z0-9_-]{43,}$/, "must be 32 bytes or more in base64url");

const OrderEnvironment = z.object({
  ...IdentityVars,
  ...PostgresVarsShape,
  ...OutboxVarsShape,
  ...RedisVarsShape,
  /** Connection string of the role `edgemart_order`. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
  /** Makes the tokens of guests' orders. */
  ORDER_TOKEN_SECRET: secret,
  /** The one before, accepted while it rotates. */
  ORDER_TOKEN_SECRET_PREVIOUS: secret.optional(),
  /** Seals the accounts that money of deposits goes back to. */
  ORDER_SEAL_SECRET: secret,
  /** Minutes that stock is held for an unpaid order. */
  HOLD_MINUTES: z.coerce.number().int().min(1).max(60).default(15),
  /** Minutes that an attempt to pay lasts; payment takes at most 20. */
  READY_MINUTES: z.coerce.number().int().min(1).max(20).default(20),
  /** Points earned, in percent of what a card paid for goods. */
  POINTS_EARN_PERCENT: z.coerce.number().int().min(0).max(100).default(1),
  /** Deducted from the refund of a return after a change of mind, in won. */
  RETURN_FEE_MINOR: z.coerce.number().int().min(0).max(100_000).default(3_000),
  /** How many times shorter the saga's waits and leases are; 1 but in crash proofs. */
  SAGA_PACE: z.coerce.number().min(1).max(1000).default(1),
  /** Member: who a token speaks for. */
  MEMBER: rpcBinding<MemberRpc>(),
  /** Member: what an administrator is now. */
  MEMBER_LOOKUP: rpcBinding<MemberLookupRpc>(),
  /** Catalog: prices and holds of stock. */
  CATALOG_STOCK: rpcBinding<CatalogStockRpc>(),
  /** Payment: attempts, refunds, points. */
  PAYMENT_SAGA: rpcBinding<PaymentSagaRpc & PaymentTestCardRpc>(),
  /** Takes `order.paid`: member lessens the cart. */
  MEMBER_QUEUE: queueBinding(),
  /** Takes the events that shoppers are notified of. */
  NOTIFY_QUEUE: queueBinding(),
  /** Takes due steps that a tick cannot do itself. */
  STEPS_QUEUE: queueBinding(),
});

/** The configuration of order. */
export type OrderConfig = z.infer<typeof OrderEnvironment>;

/** Reads the configuration. @throws ConfigError */
export const readOrderConfig = configReader<OrderConfig>(OrderEnvironment);
