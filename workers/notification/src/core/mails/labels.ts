/** Names of facts, and the words around every mail, in both languages. Pure. */
import type { Locale } from "@edgemart/contracts/locale";

/** Names of facts. */
export const LABELS: Readonly<Record<Locale, Record<string, string>>> = {
  ko: {
    number: "주문 번호",
    items: "상품 금액",
    discount: "할인",
    shipping: "배송비",
    total: "합계",
    points: "포인트 사용",
    card: "결제 금액",
    to: "받는 분",
    address: "배송지",
    bank: "은행",
    account: "계좌 번호",
    holder: "예금주",
    amount: "입금할 금액",
    until: "입금 기한",
    reversed: "되돌아간 금액",
    reason: "사유",
    carrier: "택배사",
    tracking: "운송장 번호",
    refundCard: "환불 금액",
    refundPoints: "돌려 드린 포인트",
    charged: "충전한 포인트",
    paidFor: "결제 금액",
    askedAt: "요청 시각",
    happenedAt: "시각",
    what: "변경 내용",
    method: "로그인 방법",
    moreDevices: "지난 메일 이후 다른 새 기기 로그인",
    browser: "브라우저",
    country: "국가",
    goodUntil: "링크 유효 기한",
  },
  en: {
    number: "Order number",
    items: "Items",
    discount: "Discount",
    shipping: "Delivery",
    total: "Total",
    points: "Points used",
    card: "Paid",
    to: "Recipient",
    address: "Address",
    bank: "Bank",
    account: "Account number",
    holder: "Account holder",
    amount: "Amount",
    until: "Pay until",
    reversed: "Amount taken back",
    reason: "Reason",
    carrier: "Carrier",
    tracking: "Tracking number",
    refundCard: "Refunded",
    refundPoints: "Points given back",
    charged: "Points bought",
    paidFor: "Paid",
    askedAt: "Asked for",
    happenedAt: "Time",
    what: "Change",
    method: "Signed in by",
    moreDevices: "Other sign-ins from new devices since our last mail",
    browser: "Browser",
    country: "Country",
    goodUntil: "Link works until",
  },
};

/** Why the mail came, what its button says, and how it greets. */
export const FRAME: Readonly<
  Record<Locale, { because: string; view: string; lookUp: string; points: string }>
> = {
  ko: {
    because: "이 메일은 Edgemart에서 이 주소로 주문이 있어 보내 드립니다. 회신하실 수 없습니다.",
    view: "주문 보기",
    lookUp: "주문 조회",
    points: "포인트 보기",
  },
  en: {
    because:
      "You get this mail because of an order with this address at Edgemart. Replies are not read.",
    view: "View your order",
    lookUp: "Look up your order",
    points: "View your points",
  },
};

/** Greets by name; a name is what its owner wrote. */
export function greeting(name: string, locale: Locale): string {
  if (name === "") return locale === "ko" ? "안녕하세요." : "Hello,";
  return locale === "ko" ? `${name}님, 안녕하세요.` : `Hello ${name},`;
}
