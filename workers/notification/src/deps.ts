/** Composition root of notification: ports → PostgreSQL, the Workers that are asked, and a provider of e-mail. */
import { connectPostgres } from "@edgemart/postgres/client";
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { postgresBudget } from "@edgemart/postgres/vars";
import { findingOf } from "@edgemart/worker-kit/absence";
import { bounded, type CallCount } from "@edgemart/worker-kit/bounded";
import type { RequestFacts } from "@edgemart/worker-kit/create-app";
import { isDeadline } from "@edgemart/worker-kit/deadline";
import { newId } from "@edgemart/worker-kit/ids";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { hmacAddresses, hmacNumbers } from "./adapters/address-digest.ts";
import { postgresAlerts } from "./adapters/alert-store.postgres.ts";
import { postgresAnnouncements } from "./adapters/announcements.postgres.ts";
import { postgresConsentReminders } from "./adapters/consent-reminders.postgres.ts";
import { keepDeadMessage } from "./adapters/dead-messages.postgres.ts";
import { postgresDeliveries } from "./adapters/delivery-store.postgres.ts";
import { cloudflareSender } from "./adapters/email-sender.cloudflare.ts";
import { mailboxSender } from "./adapters/email-sender.mailbox.ts";
import { noSender } from "./adapters/email-sender.none.ts";
import { resendSender } from "./adapters/email-sender.resend.ts";
import { postgresEvents } from "./adapters/event-store.postgres.ts";
import { postgresInbox } from "./adapters/inbox.postgres.ts";
import { reactRenderer } from "./adapters/mail-renderer.react.tsx";
import { postgresOffice } from "./adapters/office.postgres.ts";
import { emailOperators } from "./adapters/operator.email.ts";
import { webhookOperators } from "./adapters/operator.webhook.ts";
import { postgresPreferences } from "./adapters/preferences.postgres.ts";
import { webPushSender } from "./adapters/push-sender.webpush.ts";
import { postgresPushes } from "./adapters/push-store.postgres.ts";
import { postgresReturns } from "./adapters/returns.postgres.ts";
import { mailboxTexts } from "./adapters/sms-sender.mailbox.ts";
import { noTexts } from "./adapters/sms-sender.none.ts";
import { solapiSender } from "./adapters/sms-sender.solapi.ts";
import { postgresTexts } from "./adapters/text-store.postgres.ts";
import { hmacUnsubscribeTokens } from "./adapters/unsubscribe-tokens.hmac.ts";
import { postgresUpkeep } from "./adapters/upkeep.postgres.ts";
import { signedWebhooks } from "./adapters/webhook-signature.ts";
import type { NotificationConfig } from "./env.ts";
import type { OperatorChannel } from "./ports/alerts.ts";
import type { Deps } from "./ports/deps.ts";
import type { EmailSender } from "./ports/email-sender.ts";
import type { SmsSender } from "./ports/sms-sender.ts";

/** Longest wait for another Worker, in milliseconds. */
const ASK_MS = 6_000;

/** Chooses the implementations. Cheap: connections are kept by their own modules. */
export function depsOf(
  config: NotificationConfig,
  { requestId }: Pick<RequestFacts, "requestId">,
): Deps {
  const db = connectPostgres(config.DATABASE_URL, postgresBudget(config));
  const count: CallCount = { made: 0 };
  const asked = <T extends object>(binding: T) => bounded(binding, () => ASK_MS, count);
  const email = senderOf(config);
  const sms = textsOf(config);
  return {
    events: postgresEvents({
      db,
      newDeliveryId: () => newId("delivery"),
      newNoticeId: () => newId("notice"),
      hasTexts: !sms.isOff,
    }),
    deliveries: postgresDeliveries({ db, pace: config.DELIVERY_PACE }),
    upkeep: postgresUpkeep(db),
    inbox: postgresInbox(db),
    preferences: postgresPreferences({
      db,
      newEventId: () => newId("event"),
      newDeliveryId: () => newId("delivery"),
      newNoticeId: () => newId("notice"),
    }),
    consentReminders: postgresConsentReminders({
      db,
      newEventId: () => newId("event"),
      newDeliveryId: () => newId("delivery"),
      newNoticeId: () => newId("notice"),
    }),
    office: postgresOffice(db),
    announcements: postgresAnnouncements({
      db,
      newAnnouncementId: () => newId("announcement"),
      newEventId: () => newId("event"),
      newDeliveryId: () => newId("delivery"),
      newNoticeId: () => newId("notice"),
    }),
    alerts: postgresAlerts(db),
    operators: operatorsOf(config, email),
    email,
    sms,
    texts: postgresTexts(db),
    push: webPushSender({
      keys: config.VAPID_KEYS,
      subject: `mailto:${config.SHOP_LEGAL_EMAIL}`,
      standIn: config.PUSH_URL,
    }),
    pushes: postgresPushes({
      db,
      newPushId: () => newId("push"),
      pace: config.DELIVERY_PACE,
    }),
    renderer: reactRenderer,
    returns: postgresReturns({
      db,
      newEventId: () => newId("event"),
      newNoticeId: () => newId("notice"),
    }),
    digestAddress: hmacAddresses(config.CONTACT_DIGEST_KEY),
    digestNumber: hmacNumbers(config.CONTACT_DIGEST_KEY),
    readWebhook: signedWebhooks(config.RESEND_WEBHOOK_SECRET),
    unsubscribeTokens: hmacUnsubscribeTokens(config.UNSUBSCRIBE_SECRETS),
    orders: asked(config.ORDER_CONTACT),
    members: asked(config.MEMBER_CONTACT),
    links: asked(config.AUTH_LINKS),
    outboxes: {
      member: asked(config.MEMBER_OUTBOX),
      auth: asked(config.AUTH_OUTBOX),
      order: asked(config.ORDER_OUTBOX),
      payment: asked(config.PAYMENT_OUTBOX),
    },
    settings: {
      emailFrom: config.EMAIL_FROM,
      emailDailyMax: config.EMAIL_DAILY_MAX,
      smsDailyMax: config.SMS_DAILY_MAX,
      shopOrigin: config.SHOP_ORIGIN,
      apiOrigin: config.API_ORIGIN,
      sender: {
        company: config.SHOP_LEGAL_COMPANY,
        address: config.SHOP_LEGAL_ADDRESS,
        phone: config.SHOP_LEGAL_PHONE,
        email: config.SHOP_LEGAL_EMAIL,
      },
    },
    keepDead: (message) => keepDeadMessage(db, message),
    callsMade: () => count.made,
    now: Date.now,
    chance: Math.random,
    note: (level, event, fields) => log(level, `notification.${event}`, { requestId, ...fields }),
    noteFailure: (event, about, thrown) =>
      log("error", `notification.${event}`, { requestId, about, reason: reasonOf(thrown) }),
  };
}

function senderOf(config: NotificationConfig): EmailSender {
  switch (config.EMAIL_SENDER) {
    case "none":
      return noSender;
    case "mailbox":
      return mailboxSender(config.MAILBOX_URL);
    case "resend":
      return resendSender({ baseUrl: config.RESEND_URL, apiKey: config.RESEND_API_KEY ?? "" });
    case "cloudflare":
      if (!config.EMAIL) throw new Error("the configuration has no binding of e-mail");
      return cloudflareSender(config.EMAIL);
  }
}

function textsOf(config: NotificationConfig): SmsSender {
  switch (config.SMS_SENDER) {
    case "none":
      return noTexts;
    case "mailbox":
      return mailboxTexts(config.MAILBOX_URL);
    case "solapi":
      return solapiSender({
        ...{ baseUrl: config.SOLAPI_URL, from: config.SMS_FROM },
        ...{ apiKey: config.SOLAPI_API_KEY ?? "", apiSecret: config.SOLAPI_API_SECRET ?? "" },
        ...{ channelId: config.SOLAPI_CHANNEL, templateIds: config.SOLAPI_TEMPLATES },
      });
  }
}

function operatorsOf(config: NotificationConfig, email: EmailSender): OperatorChannel[] {
  const { OPERATOR_WEBHOOK_URL: url, OPERATOR_EMAIL: address, EMAIL_FROM: from } = config;
  return [
    ...(url ? [webhookOperators(url)] : []),
    ...(address && !email.isOff ? [emailOperators(email, { from, address })] : []),
  ];
}

/** Tells whether a question could not be answered because PostgreSQL or another Worker is unavailable. */
export function isOutage(thrown: unknown): boolean {
  return isPostgresOutage(thrown) || isDeadline(thrown) || findingOf(thrown) === "absent";
}
