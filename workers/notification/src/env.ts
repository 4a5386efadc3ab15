/** Environment of notification → configuration. */
import { Email } from "@edgemart/contracts/email";
import type { AuthLinksRpc } from "@edgemart/contracts/links";
import type { MemberContactRpc } from "@edgemart/contracts/member-contact";
import type { MemberLookupRpc } from "@edgemart/contracts/member-lookup";
import type { OrderContactRpc } from "@edgemart/contracts/order-contact";
import type { OutboxRpc } from "@edgemart/contracts/outbox";
import { PostgresVarsShape } from "@edgemart/postgres/vars";
import { configReader } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { KeyRingVar } from "@edgemart/worker-kit/key-ring";
import { rpcBinding } from "@edgemart/worker-kit/rpc-binding";
import { z } from "zod";
import { Template } from "./core/templates.ts";
import { VapidKeysVar } from "./core/vapid-keys.ts";

/** The part of Cloudflare Email Service's binding that is used. */
const emailBinding = z
  .custom<{ send(message: object): Promise<{ messageId?: string } | undefined> }>(
    (value) => typeof value === "object" && value !== null && "send" in value,
    "send_email binding is missing",
  )
  .optional();

/** Ids of templates at a provider, by our names. */
const TemplateIdsVar = z
  .string()
  .default("{}")
  .transform((text, context) => {
    const ids = z.partialRecord(Template, z.string().min(1)).safeParse(jsonOf(text));
    if (ids.success) return ids.data;
    context.addIssue({ code: "custom", message: "must be JSON of template names and ids" });
    return z.NEVER;
  });

const NotificationEnvironment = z
  .object({
    ...IdentityVars,
    ...PostgresVarsShape,
    ENVIRONMENT: z.enum(["local", "staging", "production"]).default("local"),
    /** Connection string of the role `edgemart_notification`. */
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
    /** Every link of a mail begins with it. */
    SHOP_ORIGIN: z.url({ protocol: /^https?$/ }),
    /** The gateway's public address: where a mail program unsubscribes. */
    API_ORIGIN: z.url({ protocol: /^https?$/ }),
    /** Who sends, as advertising has to say it. */
    SHOP_LEGAL_COMPANY: z.string().min(1),
    SHOP_LEGAL_ADDRESS: z.string().min(1),
    SHOP_LEGAL_PHONE: z.string().min(1),
    /** Is in mails, and in what push services are sent: some refuse all messages of a sender without such an address. */
    SHOP_LEGAL_EMAIL: Email,
    /** Which provider mails go to; `none` of a preview: every message is left out. */
    EMAIL_SENDER: z.enum(["mailbox", "resend", "cloudflare", "none"]),
    /** `Name <address>`; both are fixed. */
    EMAIL_FROM: z
      .string()
      .regex(/^[\p{L}\p{N} .-]+ <[^\s<>@]+@[^\s<>@]+>$/u, "must be Name <address>"),
    /** Mails a day. */
    EMAIL_DAILY_MAX: z.coerce.number().int().min(1).max(10_000_000).default(3_000),
    /** Which provider text messages go to; `none`: the shop sends none. */
    SMS_SENDER: z.enum(["none", "mailbox", "solapi"]).default("none"),
    /** Text messages a day. */
    SMS_DAILY_MAX: z.coerce.number().int().min(1).max(1_000_000).default(500),
    /** The shop's number, as it is registered with the provider. */
    SMS_FROM: z
      .string()
      .regex(/^(\d{8,11})?$/, "must be digits")
      .default(""),
    /** Solapi's API. */
    SOLAPI_URL: z.url().default("https://api.solapi.com"),
    /** The shop's channel of KakaoTalk at Solapi; empty: no Alimtalk, everything goes as SMS. */
    SOLAPI_CHANNEL: z.string().default(""),
    /** JSON: Solapi's id of each template that was approved, by our name. */
    SOLAPI_TEMPLATES: TemplateIdsVar,
    /** Key of Solapi and what it signs with; needed where it sends. */
    SOLAPI_API_KEY: z.string().min(1).optional(),
    SOLAPI_API_SECRET: z.string().min(1).optional(),
    /** The mailbox of a laptop. */
    MAILBOX_URL: z.union([z.literal(""), z.url()]).default("http://127.0.0.1:8025"),
    /** Resend's API. */
    RESEND_URL: z.url().default("https://api.resend.com"),
    /** Key of Resend; needed where it sends. */
    RESEND_API_KEY: z.string().min(1).optional(),
    /** Signs Resend's webhooks. */
    RESEND_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{16,}={0,2}$/, "must be whsec_ and base64"),
    /** Addresses that are left alone are known by digests with it. */
    CONTACT_DIGEST_KEY: z.string().min(43),
    /** Tokens of unsubscribing are made with them. */
    UNSUBSCRIBE_SECRETS: KeyRingVar,
    /** Push services know the shop by them. */
    VAPID_KEYS: VapidKeysVar,
    /** Of tests: what takes the place of every push service. */
    PUSH_URL: z.union([z.literal(""), z.url({ protocol: /^http$/ })]).default(""),
    /** Where operators are alerted by mail; empty: not by mail. */
    OPERATOR_EMAIL: z.union([z.literal(""), Email]).default(""),
    /** Where they are alerted too. A secret: its address is the right to write there. */
    OPERATOR_WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** How many times shorter waits between tries are; 1 but in tests. */
    DELIVERY_PACE: z.coerce.number().min(1).max(1_000).default(1),
    /** Cloudflare Email Service. */
    EMAIL: emailBinding,
    /** Order: its outbox, and what its mails say. */
    ORDER_OUTBOX: rpcBinding<OutboxRpc>(),
    ORDER_CONTACT: rpcBinding<OrderContactRpc>(),
    /** Payment: its outbox. */
    PAYMENT_OUTBOX: rpcBinding<OutboxRpc>(),
    /** Member: its outbox. */
    MEMBER_OUTBOX: rpcBinding<OutboxRpc>(),
    /** Auth: its outbox, and the links that are mailed. */
    AUTH_OUTBOX: rpcBinding<OutboxRpc>(),
    AUTH_LINKS: rpcBinding<AuthLinksRpc>(),
    /** Member: where members are written to. */
    MEMBER_CONTACT: rpcBinding<MemberContactRpc>(),
    /** Member: what an administrator is now. */
    MEMBER_LOOKUP: rpcBinding<MemberLookupRpc>(),
  })
  .superRefine((env, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const isLocal = env.ENVIRONMENT === "local";
    if (!isLocal && env.EMAIL_SENDER === "mailbox") {
      refuse("EMAIL_SENDER", "the mailbox is a laptop's");
    }
    if (!isLocal && env.SMS_SENDER === "mailbox") {
      refuse("SMS_SENDER", "the mailbox is a laptop's");
    }
    for (const name of ["SMS_FROM", "SOLAPI_API_KEY", "SOLAPI_API_SECRET"] as const) {
      if (env.SMS_SENDER === "solapi" && !env[name]) refuse(name, "is missing");
    }
    if (!isLocal && !env.SOLAPI_URL.startsWith("https:")) refuse("SOLAPI_URL", "must be https");
    if (!isLocal && env.PUSH_URL !== "") refuse("PUSH_URL", "is for tests");
    if (!isLocal && env.DELIVERY_PACE !== 1) refuse("DELIVERY_PACE", "is for tests");
    if (env.ENVIRONMENT === "production" && env.EMAIL_SENDER === "none") {
      refuse("EMAIL_SENDER", "a shop sends its mails");
    }
    if ([env.EMAIL_SENDER, env.SMS_SENDER].includes("mailbox") && env.MAILBOX_URL === "") {
      refuse("MAILBOX_URL", "is missing");
    }
    if (env.EMAIL_SENDER === "resend" && !env.RESEND_API_KEY) {
      refuse("RESEND_API_KEY", "is missing");
    }
    if (env.EMAIL_SENDER === "cloudflare" && !env.EMAIL) refuse("EMAIL", "is missing");
    for (const name of ["SHOP_ORIGIN", "API_ORIGIN"] as const) {
      if (!isLocal && !env[name].startsWith("https:")) refuse(name, "must be https");
    }
  });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The configuration of notification. */
export type NotificationConfig = z.infer<typeof NotificationEnvironment>;

/** Reads the configuration. @throws ConfigError */
export const readNotificationConfig = configReader<NotificationConfig>(NotificationEnvironment);
