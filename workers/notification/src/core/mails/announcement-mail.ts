/** What staff announce, as a mail. Advertising is labelled, says who sends it, and how to refuse it. Pure. @see specs/notifications.md 19, 21, 41 */
import { AnnouncementDraft } from "@edgemart/contracts/announcements";
import type { Locale } from "@edgemart/contracts/locale";
import type { MemberContact } from "@edgemart/contracts/member-contact";
import { z } from "zod";
import { adSubject } from "./advertising.ts";
import { type Block, type MailContent, subjectOf } from "./content.ts";
import type { MailPlace } from "./order-mail.ts";
import { shopUrl } from "./shop-url.ts";

/** What every message of one announcement is made of. */
export const AnnouncementContent = AnnouncementDraft.pick({ category: true, texts: true }).extend({
  path: z.string().nullable(),
});
/** A parsed `AnnouncementContent`. */
export type AnnouncementContent = z.infer<typeof AnnouncementContent>;

/** An announcement with its content. */
export interface AnnouncementTold {
  template: "announcement";
  data: AnnouncementContent;
}

const WORDS = {
  ko: {
    view: "자세히 보기",
    service:
      "이 메일은 Edgemart 회원께 서비스에 관한 소식을 알려 드리는 안내입니다. 회신하실 수 없습니다.",
    marketing: "이 메일은 광고성 정보 수신에 동의하신 회원께 보내 드립니다. 회신하실 수 없습니다.",
    refuse: "수신을 원하지 않으시면 아래 화면에서 무료로 거부하실 수 있습니다.",
    settings: "무료 수신 거부",
    sender: "보내는 이",
    address: "주소",
    phone: "전화",
    email: "이메일",
  },
  en: {
    view: "Read more",
    service: "You get this mail because you have an account at Edgemart. Replies are not read.",
    marketing: "You get this mail because you agreed to advertising. Replies are not read.",
    refuse: "If you want no more of it you can refuse here, free of charge.",
    settings: "Refuse advertising (수신 거부)",
    sender: "Sender",
    address: "Address",
    phone: "Phone",
    email: "Email",
  },
} as const;

/** What the inbox shows. */
export function announcementWords({ data }: AnnouncementTold, locale: Locale) {
  const { title, text } = data.texts[locale];
  return { title, text, path: data.path ?? "/account/inbox" };
}

/** The subject in a language. */
export function announcementSubject(
  { category, texts }: AnnouncementContent,
  locale: Locale,
): string {
  const { title } = texts[locale];
  return category === "marketing" ? adSubject(title) : subjectOf(title);
}

/** Makes the mail. The recipient's name is not in it: it is the same for everybody. */
export function announcementMail(
  { data }: AnnouncementTold,
  _contact: MemberContact,
  { locale, shopOrigin, sender, unsubscribeToken: token }: MailPlace,
): MailContent {
  const words = WORDS[locale];
  const { title, text } = data.texts[locale];
  const paragraphs = text
    .split(/\r?\n\s*\r?\n/)
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part !== "");
  const to = (path: string) =>
    shopUrl(shopOrigin, locale, path.split("?")[0]?.split("/").filter(Boolean) ?? []);
  const isAd = data.category === "marketing";
  const way: Block[] = data.path ? [{ kind: "button", label: words.view, url: to(data.path) }] : [];
  const refusal: Block[] = isAd
    ? [
        {
          kind: "facts",
          facts: [
            { label: words.sender, value: sender.company },
            { label: words.address, value: sender.address },
            { label: words.phone, value: sender.phone },
            { label: words.email, value: sender.email },
          ],
        },
        { kind: "text", text: words.refuse },
        {
          kind: "button",
          label: words.settings,
          // Without signing in, and without a second step.
          url: token
            ? shopUrl(shopOrigin, locale, ["unsubscribe"], { token })
            : to("/account/notifications"),
        },
      ]
    : [];
  return {
    subject: announcementSubject(data, locale),
    title,
    blocks: [
      ...paragraphs.map((each): Block => ({ kind: "text", text: each })),
      ...way,
      ...refusal,
    ],
    because: words[data.category],
  };
}
