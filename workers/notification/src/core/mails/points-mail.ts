/** Mails about charges of points. Pure. */
import type { PaymentChanged } from "@edgemart/contracts/events/payment-events";
import type { MemberContact } from "@edgemart/contracts/member-contact";
import { type MailContent, subjectOf } from "./content.ts";
import { moneyText, pointsText } from "./formats.ts";
import { FRAME, greeting, LABELS } from "./labels.ts";
import type { MailPlace } from "./order-mail.ts";
import { shopUrl } from "./shop-url.ts";

/** A template of a mail about points. */
export type PointsTemplate = "points_charged" | "points_refunded";

/** Sentences of both mails. */
export const POINTS_WORDS = {
  ko: {
    points_charged: ["포인트가 충전되었습니다", "충전하신 포인트를 바로 사용하실 수 있습니다."],
    points_refunded: ["포인트 충전이 환불되었습니다", "결제하신 금액을 돌려 드렸습니다."],
    because: "이 메일은 Edgemart 계정에서 포인트를 충전하셔서 보내 드립니다. 회신하실 수 없습니다.",
  },
  en: {
    points_charged: ["Your points are here", "You can spend them at once."],
    points_refunded: ["Your points are paid back", "We have given back what you paid for them."],
    because:
      "You get this mail because points were bought in your Edgemart account. Replies are not read.",
  },
} as const;

/** Makes a mail. */
export function pointsMail(
  template: PointsTemplate,
  { amountMinor = 0, currency = "KRW" }: PaymentChanged["data"],
  contact: MemberContact,
  { locale, shopOrigin }: MailPlace,
): MailContent {
  const [title, text] = POINTS_WORDS[locale][template];
  const paid = moneyText({ amountMinor, currency }, locale);
  const label = (name: string) => LABELS[locale][name] ?? name;
  return {
    subject: subjectOf(title),
    title,
    blocks: [
      { kind: "text", text: greeting(contact.name, locale) },
      { kind: "text", text },
      {
        kind: "facts",
        facts: [
          { label: label("charged"), value: pointsText(amountMinor, locale) },
          { label: label("paidFor"), value: paid, isTotal: true },
        ],
      },
      {
        kind: "button",
        label: FRAME[locale].points,
        url: shopUrl(shopOrigin, locale, ["account", "points"]),
      },
    ],
    because: POINTS_WORDS[locale].because,
  };
}
