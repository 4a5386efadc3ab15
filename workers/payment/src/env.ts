/** Environment of payment → configuration. */
import { PostgresVarsShape } from "@edgemart/postgres/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { z } from "zod";

const PaymentEnvironment = z.object({
  ...IdentityVars,
  ...PostgresVarsShape,
  /** Connection string of the role `edgemart_payment`. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
});

/** The configuration of payment. */
export type PaymentConfig = z.infer<typeof PaymentEnvironment>;

/** Reads the configuration. @throws ConfigError */
export const readPaymentConfig = configReader<PaymentConfig>(PaymentEnvironment);
