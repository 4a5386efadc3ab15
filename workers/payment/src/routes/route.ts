/** The type of payment's routes: each is the handler of one operation. */
import type { OperationsIn } from "@edgemart/contracts/operation";
import type { paymentGroups } from "@edgemart/contracts/payment-operations";
import type { pointsGroups } from "@edgemart/contracts/points-operations";
import type { MemberAppEnv } from "@edgemart/worker-kit/create-app";
import type { Handler } from "@edgemart/worker-kit/serve-operations";
import type { PaymentConfig } from "../env.ts";
import type { Deps } from "../ports/deps.ts";

type PaymentOperations = OperationsIn<typeof paymentGroups & typeof pointsGroups>;

/** The handler of an operation, with what it finds in its Hono context. */
export type Route<Id extends keyof PaymentOperations> = Handler<
  PaymentOperations[Id],
  MemberAppEnv<PaymentConfig, Deps>
>;
