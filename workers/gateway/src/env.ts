/** Environment of the gateway → configuration. */
import { RedisVarsShape } from "@edgemart/redis/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { z } from "zod";
import { ADDRESS_LIMITS, type AddressLimit } from "./table/limits.ts";
import { BINDINGS, type Binding } from "./table/workers.ts";

const secret = z.string().regex(/^[A-Za-z0-9_-]{43,}$/, "must be 32 bytes or more in base64url");

/** A service binding: anything with `fetch`. */
const ServiceBinding = z.custom<Fetcher>(
  (value) => typeof (value as Fetcher | undefined)?.fetch === "function",
  "service binding is missing",
);

/** One for each Worker of the table. */
// Guarantee of the cast: BINDINGS are all of its keys.
const ServiceBindings = Object.fromEntries(
  BINDINGS.map((binding) => [binding, ServiceBinding]),
) as Record<Binding, typeof ServiceBinding>;

const RateLimitBinding = z.custom<RateLimit>(
  (value) => typeof (value as RateLimit | undefined)?.limit === "function",
  "rate limit binding is missing",
);

/** One for each limit that the platform counts. */
// Guarantee of the cast: these are all of the limits.
const RateLimits = Object.fromEntries(
  Object.keys(ADDRESS_LIMITS).map((name) => [name, RateLimitBinding]),
) as Record<AddressLimit, typeof RateLimitBinding>;

const GatewayEnv = z.object({
  ENVIRONMENT: z.enum(["local", "staging", "production"]),
  ...IdentityVars,
  ...RedisVarsShape,
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin),
  CORS_ORIGINS: z
    .string()
    .transform((list) => list.split(",").filter(Boolean))
    .pipe(z.array(z.url())),
  IDEMPOTENCY_SECRET: secret,
  IDEMPOTENCY_SECRET_NEXT: secret.optional(),
  IDEMPOTENCY_SECRET_PREVIOUS: secret.optional(),
  IDEMPOTENCY_TTL_SECONDS: z.coerce.number().int().min(1).max(86_400),
  OPERATOR_TOKEN: secret,
  BREAKER_STORE_FAILURES: z.coerce.number().int().min(1).max(1_000_000),
  BREAKER_UPSTREAM_CALLS: z.coerce.number().int().min(1).max(1_000_000),
  BREAKER_UPSTREAM_FAILURES: z.coerce.number().int().min(1).max(1_000_000),
  METRICS: z.custom<DurableObjectNamespace>(
    (value) => typeof (value as DurableObjectNamespace | undefined)?.idFromName === "function",
    "Durable Object binding is missing",
  ),
  ...RateLimits,
  ...ServiceBindings,
});

/** The parsed environment: settings, secrets and bindings. */
export type GatewayConfig = z.infer<typeof GatewayEnv>;
/** Parses the environment, once for each isolate. @throws ConfigError naming every key that is missing or wrong */
export const readGatewayConfig = configReader<GatewayConfig>(GatewayEnv);
