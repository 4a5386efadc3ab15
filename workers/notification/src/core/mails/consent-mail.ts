/** The mails that confirm a consent to advertising or its refusal, and that remind of it. They advertise nothing. Pure. @see specs/notifications.md 19 */
import type { ConsentChanged } from "@edgemart/contracts/events/notification-events";
import type { Locale } from "@edgemart/contracts/locale";
import { ConsentChannel } from "@edgemart/contracts/marketing-consent";
import type { MemberContact } from "@edgemart/contracts/member-contact";
import { Timestamp } from "@edgemart/contracts/time";
import { z } from "zod";
import { type MailContent, subjectOf } from "./content.ts";
import { timeText } from "./formats.ts";
import { greeting } from "./labels.ts";
import type { MailPlace } from "./order-mail.ts";
import { shopUrl } from "./shop-url.ts";

/** What is reminded of. */
export const OldConsent = z.object({ channel: ConsentChannel, grantedAt: Timestamp });

/** A confirmation or a reminder with its data. */
export type ConsentTold =
  | { template: "consent_changed"; data: ConsentChanged["data"] }
  | { template: "consent_reminder"; data: z.infer<typeof OldConsent> };

/** `{by}`: the channel; `{at}`: when it was given. */
const WORDS = {
  ko: {
    by: { email: "이메일로", push: "브라우저 알림으로", sms: "문자로" },
    marketing: {
      granted: ["광고성 정보 수신에 동의하셨습니다", "{by} 광고성 정보를 받는 데 동의하셨습니다."],
      refused: [
        "광고성 정보 수신을 거부하셨습니다",
        "이제 {by} 광고성 정보를 보내지 않습니다. 주문과 계정에 관한 안내는 계속 보내 드립니다.",
      ],
    },
    marketing_night: {
      granted: [
        "야간 광고성 정보 수신에 동의하셨습니다",
        "21시부터 다음 날 8시까지도 {by} 광고성 정보를 받는 데 동의하셨습니다.",
      ],
      refused: [
        "야간 광고성 정보 수신을 거부하셨습니다",
        "이제 21시부터 다음 날 8시까지는 {by} 광고성 정보를 보내지 않습니다.",
      ],
    },
    reminder: [
      "광고성 정보 수신 동의 안내",
      "{at}에 {by} 광고성 정보를 받는 데 동의하셨습니다. 계속 받으시려면 따로 하실 일은 없습니다.",
    ],
    withdraw: "알림 설정에서 언제든지 무료로 변경하실 수 있습니다.",
    settings: "알림 설정 보기",
    becauseOld:
      "이 메일은 광고성 정보 수신에 동의하신 사실을 2년마다 알려 드려야 하는 법에 따라 보내 드립니다. 회신하실 수 없습니다.",
    because:
      "이 메일은 Edgemart 계정에서 광고성 정보 수신 여부를 변경하셔서 처리 결과를 알려 드리는 안내입니다. 회신하실 수 없습니다.",
  },
  en: {
    by: { email: "by email", push: "by browser notification", sms: "by text message" },
    marketing: {
      granted: ["You agreed to advertising", "You agreed to get advertising {by}."],
      refused: [
        "You refused advertising",
        "We send you no more advertising {by}. News of your orders and your account still comes.",
      ],
    },
    marketing_night: {
      granted: [
        "You agreed to advertising at night",
        "You agreed to get advertising {by} between 21:00 and 08:00 in Korea, too.",
      ],
      refused: [
        "You refused advertising at night",
        "We send you no more advertising {by} between 21:00 and 08:00 in Korea.",
      ],
    },
    reminder: [
      "You agreed to advertising",
      "On {at} you agreed to get advertising {by}. If that is as you want it, there is nothing to do.",
    ],
    withdraw: "You can change this in your notification settings at any time, free of charge.",
    settings: "Notification settings",
    becauseOld:
      "You get this mail because the law asks us to remind you of your consent to advertising after two years. Replies are not read.",
    because:
      "You get this mail because what advertising you want was changed in your Edgemart account. Replies are not read.",
  },
} as const;

/** Says what was granted or refused, now or long ago. */
export function consentWords(told: ConsentTold, locale: Locale): { title: string; text: string } {
  const words = WORDS[locale];
  if (told.template === "consent_reminder") {
    const { channel, grantedAt } = told.data;
    const [title, text] = words.reminder;
    const at = timeText(grantedAt, locale);
    return { title, text: text.replace("{at}", at).replace("{by}", words.by[channel]) };
  }
  const { data } = told;
  const [title, text] = words[data.purpose][data.granted ? "granted" : "refused"];
  return { title, text: text.replace("{by}", words.by[data.channel]) };
}

/** Makes the mail. */
export function consentMail(
  told: ConsentTold,
  contact: MemberContact,
  { locale, shopOrigin }: MailPlace,
): MailContent {
  const { title, text } = consentWords(told, locale);
  const { withdraw, settings, because, becauseOld } = WORDS[locale];
  return {
    subject: subjectOf(title),
    title,
    blocks: [
      { kind: "text", text: greeting(contact.name, locale) },
      { kind: "text", text },
      { kind: "text", text: withdraw },
      {
        kind: "button",
        label: settings,
        url: shopUrl(shopOrigin, locale, ["account", "notifications"]),
      },
    ],
    because: told.template === "consent_reminder" ? becauseOld : because,
  };
}
