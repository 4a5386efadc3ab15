/** Every mail there is, in both languages, from the same example order: for the matrix test and the contact sheet. */
import type { LinkKind } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import type { MailContent } from "../src/core/mails/content.ts";
import { contentOf, dataOf, type Told } from "../src/core/mails/content-of.ts";
import type { Template } from "../src/core/templates.ts";
import { exampleOrder } from "./example-order.ts";

const ORDER_ID = "ord_01k9z3v5e8f0r9t2m4w6y8a1bc";
const CHANGE_ID = "chg_01k9z3v5e8f0r9t2m4w6y8a1bc";
const SHIPMENT_ID = "shp_01k9z3v5e8f0r9t2m4w6y8a1bc";
const won = (amountMinor: number) => ({ amountMinor, currency: "KRW" as const });

/** A mail with what it is made of. */
export interface MailCase {
  name: string;
  template: Template;
  data: object;
  order: Partial<Order>;
  /** Of a mail with a link: its kind. */
  link?: LinkKind;
}

const amounts = { currency: "KRW", totalMinor: 27_000, cardMinor: 26_000, pointAmount: 1_000 };
const parcel: Partial<Order> = {
  shipments: [
    {
      ...{ id: SHIPMENT_ID, state: "SHIPPED", carrier: "cj", trackingNumber: "1234-5678-9012" },
      ...{
        trackingUrl: null,
        lines: [{ line: 1, quantity: 1 }],
        shippedAt: null,
        deliveredAt: null,
      },
      version: 2,
    },
  ],
};
const change: Partial<Order> = {
  changes: [
    {
      ...{ id: CHANGE_ID, kind: "return", state: "APPROVED", reason: "changed_mind", note: "" },
      ...{ lines: [{ line: 1, quantity: 1, received: null }], fee: won(3_000), card: won(9_000) },
      ...{ points: 0, needsAccount: false, refundDueAt: null, version: 2 },
      createdAt: "2026-11-30T01:00:00.000Z",
    },
  ],
};
const awaited = {
  status: "AWAITING_DEPOSIT",
  payment: {
    account: {
      ...{ bank: "88", accountNumber: "110123456789", holderName: "김민아" },
      dueAt: "2026-12-01T14:59:59.000Z",
    },
  },
} as unknown as Partial<Order>;
const charge = {
  ...{ purpose: "point_charge", reference: "pay_01k9z3v5e8f0r9t2m4w6y8a1bc", state: "PAID" },
  ...{ paymentId: "pay_01k9z3v5e8f0r9t2m4w6y8a1bc", memberId: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc" },
  ...{ currency: "KRW", amountMinor: 10_000 },
};
const asked = {
  ...{ linkId: "lnk_01k9z3v5e8f0r9t2m4w6y8a1bc", memberId: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc" },
  ...{ locale: "ko", browser: "Firefox", country: "KR" },
};
const undoLinkId = asked.linkId;
const returned = (state: string): MailCase => ({
  name: `return ${state}`,
  template: "order_return_changed",
  data: { changeId: CHANGE_ID, state },
  order: change,
});

function accountCase(
  what: "registered" | "status_changed" | "role_changed" | "email_changed" | "deleted",
  data: object,
) {
  const name = ["member", what, ...Object.values(data).filter((each) => each !== undoLinkId)].join(
    " ",
  );
  const memberId = "mem_01k9z3v5e8f0r9t2m4w6y8a1bc";
  return { name, template: `member_${what}`, data: { memberId, ...data }, order: {} } as const;
}

/** Every mail. A template may have several. */
export const MAIL_CASES: readonly MailCase[] = [
  {
    ...{ name: "paid", template: "order_paid" },
    data: { ...amounts, lines: [{ sku: "A-1", quantity: 1 }] },
    order: { pointsUsed: 1_000, card: won(26_000), discount: won(2_000) },
  },
  {
    ...{ name: "awaiting deposit", template: "order_awaiting_deposit" },
    data: { ...amounts, dueAt: "2026-12-01T15:14:59.000Z" },
    order: awaited,
  },
  { name: "deposit reversed", template: "order_deposit_reversed", data: amounts, order: {} },
  { name: "expired", template: "order_expired", data: { awaitedDeposit: true }, order: {} },
  {
    ...{ name: "cancelled unpaid", template: "order_cancelled", order: {} },
    data: { reason: "cancelled", wasPaid: false },
  },
  {
    ...{ name: "cancelled paid", template: "order_cancelled", order: {} },
    data: { reason: "cancelled", wasPaid: true },
  },
  { name: "shipped", template: "order_shipped", data: { shipmentId: SHIPMENT_ID }, order: parcel },
  {
    name: "delivered",
    template: "order_delivered",
    data: { shipmentId: SHIPMENT_ID },
    order: parcel,
  },
  ...["REQUESTED", "APPROVED", "REJECTED", "WITHDRAWN", "RECEIVED"].map(returned),
  {
    ...{ name: "refunded", template: "order_refunded", order: change },
    data: { changeId: CHANGE_ID, currency: "KRW", cardMinor: 9_000, pointAmount: 500 },
  },
  ...["password", "staff"].map((provider): MailCase => accountCase("registered", { provider })),
  ...["active", "disabled"].map((state): MailCase => accountCase("status_changed", { state })),
  ...["admin", "member"].map((role): MailCase => accountCase("role_changed", { role })),
  accountCase("email_changed", { undoLinkId }),
  accountCase("deleted", {}),
  ...["hard_bounce", "complaint"].map((reason): MailCase => {
    const memberId = "mem_01k9z3v5e8f0r9t2m4w6y8a1bc";
    return {
      ...{ name: `suppressed ${reason}`, template: "address_suppressed" },
      ...{ data: { memberId, reason }, order: {} },
    };
  }),
  {
    ...{ name: "address taken back", template: "link_email_undo", link: "email_undo" },
    ...{ data: { memberId: asked.memberId, undoLinkId }, order: {} },
  },
  { name: "points charged", template: "points_charged", data: charge, order: {} },
  { name: "points refunded", template: "points_refunded", data: charge, order: {} },
  {
    ...{ name: "register", template: "link_register", link: "register" },
    ...{ data: asked, order: {} },
  },
  { name: "reset", template: "link_reset", link: "reset", data: asked, order: {} },
  {
    ...{ name: "reset by staff", template: "link_reset", link: "reset", order: {} },
    data: { ...asked, browser: "", country: "", byStaff: true },
  },
  { name: "verify", template: "link_verify", link: "verify", data: asked, order: {} },
  { name: "claim", template: "link_claim", link: "claim", data: asked, order: {} },
  {
    ...{ name: "change of address", template: "link_email_change", link: "email_change" },
    ...{ data: { ...asked, browser: "", country: "" }, order: {} },
  },
  {
    ...{ name: "notice of a change of address", template: "email_change_notice" },
    ...{ data: asked, order: {} },
  },
  {
    ...{ name: "new device", template: "new_device", order: {} },
    data: { ...asked, newDevice: true, method: "password" },
  },
  {
    ...{ name: "new device after others", template: "new_device", order: {} },
    data: { ...asked, newDevice: true, method: "passkey", more: 2 },
  },
  {
    ...{ name: "password changed", template: "password_changed", order: {} },
    data: { ...asked, what: "change", country: "" },
  },
  {
    ...{ name: "factor changed", template: "factor_changed", order: {} },
    data: { ...asked, what: "passkey_added", browser: "" },
  },
  {
    ...{ name: "sign-in waits", template: "sign_in_blocked", order: {} },
    data: { ...asked, reason: "passwords" },
  },
  {
    ...{ name: "second factor waits", template: "factor_blocked", order: {} },
    data: { ...asked, reason: "codes", country: "" },
  },
  {
    ...{ name: "registered again", template: "registration_repeated" },
    ...{ data: asked, order: {} },
  },
  {
    ...{ name: "change to a taken address", template: "email_change_refused" },
    ...{ data: asked, order: {} },
  },
  ...(["service", "marketing"] as const).map(
    (category): MailCase => ({
      ...{ name: `announcement ${category}`, template: "announcement", order: {} },
      data: {
        ...{ category, path: "/terms" },
        texts: {
          ko: { title: "새 소식을 알려 드립니다", text: "첫 문단입니다.\n\n둘째 문단입니다." },
          en: { title: "News for you", text: "A first paragraph.\n\nA second one." },
        },
      },
    }),
  ),
  {
    ...{ name: "consent reminder", template: "consent_reminder", order: {} },
    data: { channel: "push", grantedAt: "2026-12-01T00:00:00.000Z" },
  },
  ...(["marketing", "marketing_night"] as const).flatMap((purpose) =>
    [true, false].map(
      (granted): MailCase => ({
        ...{ name: `consent to ${purpose} ${granted}`, template: "consent_changed", order: {} },
        data: { purpose, channel: granted ? "email" : "push", granted },
      }),
    ),
  ),
];

/** Makes the content of a case. @param changes of the order, and the name it is addressed to */
export function mailOf(
  { template, data, order, link }: MailCase,
  locale: Locale,
  {
    changes = {},
    name = "김민아",
    isConfirmed = true,
  }: { changes?: Partial<Order>; name?: string; isConfirmed?: boolean } = {},
): MailContent {
  const isOfOrder = template.startsWith("order_");
  const filled = dataOf(
    template,
    isOfOrder ? { orderId: ORDER_ID, memberId: null, ...data } : data,
  );
  if (filled === null) throw new Error(`${template} has other data`);
  const contact = { name, email: "mina@example.com", phone: null };
  const told: Told = isOfOrder
    ? { order: exampleOrder({ ...order, contact, ...changes }), isConfirmed }
    : link
      ? { link: exampleLink(link, locale) }
      : {
          contact: {
            ...{ memberId: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc", email: "mina@example.com", name },
            ...{ locale, isConfirmed: true },
          },
        };
  const content = contentOf(filled, told, {
    ...{ locale, shopOrigin: "https://shop.example", occurredAt: "2026-11-30T09:00:00.123Z" },
    unsubscribeToken: null,
    sender: {
      ...{ company: "주식회사 엣지마트", address: "서울특별시 성동구 가람길 00, 3층" },
      ...{ phone: "02-0000-0000", email: "help@edgemart.example" },
    },
  });
  if (typeof content === "string") throw new Error(`${template}: ${content}`);
  return content;
}

/** A link as auth answers it. */
function exampleLink(kind: LinkKind, locale: Locale) {
  return {
    ...{ linkId: "lnk_01k9z3v5e8f0r9t2m4w6y8a1bc", kind, locale, email: "mina@example.com" },
    ...{ token: "x".repeat(43), expiresAt: "2026-11-30T09:30:00.123Z" },
  };
}
