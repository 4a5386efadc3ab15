/** Bindings and vars → configuration, once per isolate. */
import { IMAGE_SIDE_MAX } from "@edgemart/contracts/images";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { z } from "zod";

const bucket = z.custom<R2Bucket>((value) => typeof value === "object" && value !== null, {
  message: "must be an R2 bucket",
});

/** A comma-separated list; spaces and empty entries do not count. */
function listOf<T>(entry: z.ZodType<T, string>) {
  return z
    .string()
    .default("")
    .transform((text) => text.split(",").map((part) => part.trim()))
    .transform((parts) => parts.filter(Boolean))
    .pipe(z.array(entry));
}

const hostName = z
  .string()
  .regex(/^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?$/, "must be a host name");

const side = z
  .string()
  .regex(/^\d{1,4}$/, "must be pixels")
  .transform(Number)
  .pipe(z.int().min(1).max(IMAGE_SIDE_MAX));

const Env = z
  .object({
    ORIGINALS: bucket,
    DERIVATIVES: bucket,
    ENVIRONMENT: z.enum(["local", "staging", "production"]),
    /** Host names whose https pictures may be read, `images.example.com,cdn.example.com`. */
    IMAGE_ORIGINS: listOf(hostName),
    /** Sides in pixels, after `dpr`, that may be asked for; empty = all. */
    IMAGE_SIZES: listOf(side),
    /** Where the public knows this Worker. */
    PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).transform((text) => new URL(text)),
  })
  .transform((env) => ({
    originals: env.ORIGINALS,
    derivatives: env.DERIVATIVES,
    hosts: env.IMAGE_ORIGINS,
    sizes: env.IMAGE_SIZES,
    publicOrigin: env.PUBLIC_ORIGIN,
  }));

export type Config = z.infer<typeof Env>;
export const readConfig = configReader(Env as z.ZodType<Config>);

/** The media entry verifies tokens too; a wrong key set must not stop the pictures. */
const MediaEnv = z.object({ ...IdentityVars });

export type MediaConfig = Config & z.infer<typeof MediaEnv>;
export function readMediaConfig(env: object): MediaConfig {
  return Object.assign({}, readConfig(env), readIdentity(env));
}
const readIdentity = configReader(MediaEnv);
