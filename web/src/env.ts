/** Names every binding, var and secret of the storefront and parses them once per isolate. */
import { configReader } from "@edgemart/worker-kit/config";
import { z } from "zod";

/** What the storefront needs of the gateway: a service binding, or a test's substitute. */
export interface GatewayPort {
  fetch(url: string, init: RequestInit): Promise<Response>;
}

const origin = z.url().transform((text, context) => {
  const url = new URL(text);
  if (url.pathname === "/" && !url.search && !url.hash) return url.origin;
  context.addIssue({ code: "custom", message: "must be an origin without a path" });
  return z.NEVER;
});
const flag = z.enum(["true", "false"]).transform((text) => text === "true");

const WebEnv = z
  .object({
    ENVIRONMENT: z.enum(["local", "staging", "production"]),
    SHOP_ORIGIN: origin,
    /** The image CDN. Read at run time on the server, because `NEXT_PUBLIC_*` would be inlined into the build. */
    NEXT_PUBLIC_CDN_DOMAIN: origin,
    /** Where payment pages are: the page that pays may lead there, and nothing else may. Empty where none is. */
    PAYMENT_PAGE_ORIGIN: z.union([z.literal("").transform(() => null), origin]),
    /** Where people sign in by Google: pages with its button may lead there. Empty where no one can. */
    OIDC_ORIGIN: z.union([z.literal("").transform(() => null), origin]),
    /** The mailbox of a laptop, which pages name that have sent a mail; empty everywhere else. */
    MAILBOX_URL: z.union([z.literal(""), z.url()]).default(""),
    /** Whether accounts and transfers are paid through escrow: the seller's disclosure names it. The payment Worker's var. */
    PAYMENT_ESCROW: z.enum(["on", "off"]).default("off"),
    /** Complete credential behind `Authorization: Basic`. */
    AUTH_BASIC_KEY: z.string().min(16),
    PAGE_FRESH_SECONDS: z.coerce.number().int().min(0).max(3600),
    PAGE_STALE_SECONDS: z.coerce.number().int().min(0).max(86_400),
    PAGE_STALE_IF_ERROR_SECONDS: z.coerce.number().int().min(0).max(604_800),
    /** For browsers that refuse Secure cookies on http://localhost (Safari). */
    COOKIES_WITHOUT_PREFIX: flag.default(false),
    SHOP_LEGAL_COMPANY: z.string().min(1),
    SHOP_LEGAL_CEO: z.string().min(1),
    SHOP_LEGAL_BUSINESS_NUMBER: z.string().min(1),
    SHOP_LEGAL_MAIL_ORDER_NUMBER: z.string().min(1),
    SHOP_LEGAL_ADDRESS: z.string().min(1),
    SHOP_LEGAL_PHONE: z.string().min(1),
    SHOP_LEGAL_EMAIL: z.string().min(1),
    SHOP_LEGAL_HOSTING: z.string().min(1),
    /** Name and post of the person who is responsible for personal data (Personal Information Protection Act, art. 31). */
    SHOP_LEGAL_PRIVACY_OFFICER: z.string().min(1),
    /** Where a security problem is reported (RFC 9116): `mailto:` or `https:`; the shop's e-mail without it. */
    SHOP_SECURITY_CONTACT: z
      .string()
      .regex(/^(mailto:|https:\/\/)\S+$/)
      .optional(),
    /** True while the disclosure holds invented values; the footer then says so. */
    SHOP_LEGAL_DEMO: flag,
    GATEWAY: z.custom<GatewayPort>(
      (value) => typeof (value as GatewayPort | null)?.fetch === "function",
      "must be a service binding",
    ),
  })
  .refine((env) => env.ENVIRONMENT === "local" || !env.OIDC_ORIGIN?.startsWith("http:"), {
    path: ["OIDC_ORIGIN"],
    message: "must be https outside ENVIRONMENT=local",
  })
  .refine((env) => !env.COOKIES_WITHOUT_PREFIX || env.ENVIRONMENT === "local", {
    path: ["COOKIES_WITHOUT_PREFIX"],
    message: "is for ENVIRONMENT=local only",
  })
  .refine((env) => env.MAILBOX_URL === "" || env.ENVIRONMENT === "local", {
    path: ["MAILBOX_URL"],
    message: "is for ENVIRONMENT=local only",
  });

/** The configuration after it was parsed. */
export type WebConfig = z.infer<typeof WebEnv>;

/** @throws ConfigError naming every wrong key */
export const readWebConfig = configReader(WebEnv);
