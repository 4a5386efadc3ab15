/** Bindings and vars → configuration, once per isolate. */
import type { AvifRpc } from "@edgemart/contracts/avif";
import { IMAGE_SIDE_MAX } from "@edgemart/contracts/images";
import type { MemberLookupRpc } from "@edgemart/contracts/member-lookup";
import { decodeBase64Url } from "@edgemart/worker-kit/base64url";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { rpcBinding } from "@edgemart/worker-kit/rpc-binding";
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

const signingKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43,}$/, "must be 32 bytes or more in base64url")
  .transform((text, context) => {
    const bytes = decodeBase64Url(text);
    if (bytes) return bytes;
    context.addIssue({ code: "custom", message: "must be base64url" });
    return z.NEVER;
  });

const rateLimit = z.custom<RateLimit>(
  (value) => typeof (value as RateLimit | undefined)?.limit === "function",
  { message: "rate limit binding is missing" },
);

const Env = z
  .object({
    ORIGINALS: bucket,
    DERIVATIVES: bucket,
    ENVIRONMENT: z.enum(["local", "staging", "production"]),
    /** Host names whose https pictures may be read, `images.example.com,cdn.example.com`. */
    IMAGE_ORIGINS: listOf(hostName),
    /** Sides in pixels, after `dpr`, that may be asked for; empty = all. */
    IMAGE_SIZES: listOf(side),
    /** `off`: never written · `asked`: where the address says f=avif · `auto`: also by Accept, from the second view on. */
    IMAGE_AVIF: z.enum(["off", "asked", "auto"]),
    AVIF: rpcBinding<AvifRpc>(),
    /** Cloudflare Images; absent = what Wasm cannot take is refused. */
    IMAGES: z
      .custom<ImagesBinding>(
        (value) => typeof (value as ImagesBinding | undefined)?.input === "function",
        {
          message: "must be an Images binding",
        },
      )
      .optional(),
    /** Keys that sign addresses: 32 bytes or more in base64url, one or two separated by a comma; absent = unsigned. */
    IMAGE_SIGNING_KEYS: listOf(signingKey).pipe(
      z.array(z.instanceof(Uint8Array<ArrayBuffer>)).max(2),
    ),
    /** Counts pictures that have to be made, by client. */
    MISS_LIMIT: rateLimit,
    /** Where the public knows this Worker. */
    PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).transform((text) => new URL(text)),
  })
  .transform((env) => ({
    originals: env.ORIGINALS,
    derivatives: env.DERIVATIVES,
    hosts: env.IMAGE_ORIGINS,
    sizes: env.IMAGE_SIZES,
    publicOrigin: env.PUBLIC_ORIGIN,
    signingKeys: env.IMAGE_SIGNING_KEYS,
    missLimit: env.MISS_LIMIT,
    avifPolicy: env.IMAGE_AVIF,
    avif: env.AVIF,
    images: env.IMAGES,
  }));

/** The configuration of the public door. */
export type Config = z.infer<typeof Env>;

/** Reads the configuration of the public door. @throws ConfigError */
export const readConfig = configReader(Env as z.ZodType<Config>);

/** The media entry verifies tokens too; a wrong key set must not stop the pictures. */
const MediaEnv = z.object({
  ...IdentityVars,
  /** Member: what an administrator is now. */
  MEMBER_LOOKUP: rpcBinding<MemberLookupRpc>(),
});

/** The configuration of the gateway's door. */
export type MediaConfig = Config & z.infer<typeof MediaEnv>;

/** Reads the configuration of the gateway's door. @throws ConfigError */
export function readMediaConfig(env: object): MediaConfig {
  return Object.assign({}, readConfig(env), readIdentity(env));
}
const readIdentity = configReader(MediaEnv);
