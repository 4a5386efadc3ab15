/** Sentences of mails about orders, in both languages. Pure. */
import type { Locale } from "@edgemart/contracts/locale";

/** The name of an order mail; of a return one for each state that has a mail. */
export type OrderMailKind =
  | "paid"
  | "awaiting_deposit"
  | "deposit_reversed"
  | "expired"
  | "cancelled"
  | "cancelled_paid"
  | "shipped"
  | "delivered"
  | "return_requested"
  | "return_approved"
  | "return_rejected"
  | "return_withdrawn"
  | "return_received"
  | "refunded";

/** What one mail says around its facts. */
export interface OrderWords {
  /** After the shop's name; the order's number follows. */
  subject: string;
  title: string;
  text: string;
}

/** Sentences by kind. */
export const ORDER_WORDS: Readonly<Record<Locale, Record<OrderMailKind, OrderWords>>> = {
  ko: {
    paid: {
      subject: "결제가 완료되었습니다",
      title: "결제가 완료되었습니다",
      text: "주문해 주셔서 감사합니다. 상품이 준비되는 대로 보내 드립니다.",
    },
    awaiting_deposit: {
      subject: "입금을 기다리고 있습니다",
      title: "아래 계좌로 입금해 주세요",
      text: "기한까지 입금이 확인되면 주문이 확정됩니다. 기한이 지나면 주문은 자동으로 취소됩니다.",
    },
    deposit_reversed: {
      subject: "입금이 취소되었습니다",
      title: "은행이 입금을 취소했습니다",
      text: "은행에서 입금을 되돌려 배송을 멈추었습니다. 같은 계좌로 다시 입금되면 배송을 이어서 진행합니다.",
    },
    expired: {
      subject: "입금 기한이 지났습니다",
      title: "입금이 확인되지 않아 주문이 끝났습니다",
      text: "기한 안에 입금이 확인되지 않았습니다. 결제된 금액은 없습니다. 필요하시면 다시 주문해 주세요.",
    },
    cancelled: {
      subject: "주문이 취소되었습니다",
      title: "주문이 취소되었습니다",
      text: "이 주문으로 결제된 금액은 없습니다.",
    },
    cancelled_paid: {
      subject: "주문이 취소되었습니다",
      title: "주문이 취소되었습니다",
      text: "결제하신 금액과 사용하신 포인트를 돌려 드립니다. 환불이 끝나면 다시 알려 드립니다.",
    },
    shipped: {
      subject: "상품이 출발했습니다",
      title: "상품이 출발했습니다",
      text: "아래 상품을 택배사에 맡겼습니다.",
    },
    delivered: {
      subject: "배송이 완료되었습니다",
      title: "상품이 도착했습니다",
      text: "상품을 확인해 주세요. 마음이 바뀌셨다면 받은 날부터 7일 안에 반품을 신청하실 수 있습니다.",
    },
    return_requested: {
      subject: "반품 신청을 받았습니다",
      title: "반품 신청을 받았습니다",
      text: "내용을 확인한 뒤 보내는 방법을 알려 드립니다.",
    },
    return_approved: {
      subject: "반품이 승인되었습니다",
      title: "상품을 보내 주세요",
      text: "30일 안에 상품이 도착해야 합니다. 보내는 방법은 주문 상세에서 확인하실 수 있습니다.",
    },
    return_rejected: {
      subject: "반품을 받을 수 없습니다",
      title: "반품을 받을 수 없습니다",
      text: "사유는 주문 상세에서 확인하실 수 있습니다.",
    },
    return_withdrawn: {
      subject: "반품이 취소되었습니다",
      title: "반품이 취소되었습니다",
      text: "상품은 그대로 가지고 계시면 됩니다.",
    },
    return_received: {
      subject: "반품 상품이 도착했습니다",
      title: "반품 상품이 도착했습니다",
      text: "늦어도 3영업일 안에 환불합니다.",
    },
    refunded: {
      subject: "환불이 완료되었습니다",
      title: "환불이 완료되었습니다",
      text: "카드사와 은행에 따라 입금까지 며칠이 더 걸릴 수 있습니다.",
    },
  },
  en: {
    paid: {
      subject: "your order is paid",
      title: "Your order is paid",
      text: "Thank you for your order. We send it as soon as it is packed.",
    },
    awaiting_deposit: {
      subject: "we are waiting for your deposit",
      title: "Please pay to this account",
      text: "Your order is confirmed when the deposit arrives in time. After that it is cancelled by itself.",
    },
    deposit_reversed: {
      subject: "your deposit was taken back",
      title: "The bank took your deposit back",
      text: "We have stopped the delivery. When the deposit arrives at the same account again, we go on.",
    },
    expired: {
      subject: "your deposit did not arrive",
      title: "Your order has ended without a deposit",
      text: "No deposit arrived in time, and nothing was paid. You are welcome to order again.",
    },
    cancelled: {
      subject: "your order is cancelled",
      title: "Your order is cancelled",
      text: "Nothing was paid for it.",
    },
    cancelled_paid: {
      subject: "your order is cancelled",
      title: "Your order is cancelled",
      text: "We give back what you paid and the points you used, and write again when it is done.",
    },
    shipped: {
      subject: "your parcel is on its way",
      title: "Your parcel is on its way",
      text: "We have handed these items to the carrier.",
    },
    delivered: {
      subject: "your parcel has arrived",
      title: "Your parcel has arrived",
      text: "Please check your items. If you have changed your mind, you can ask for a return within 7 days.",
    },
    return_requested: {
      subject: "we have your return request",
      title: "We have your return request",
      text: "We look at it and tell you how to send the items.",
    },
    return_approved: {
      subject: "your return is agreed",
      title: "Please send the items back",
      text: "They must arrive within 30 days. Your order's page says how to send them.",
    },
    return_rejected: {
      subject: "we cannot take your return",
      title: "We cannot take your return",
      text: "Your order's page gives the reason.",
    },
    return_withdrawn: {
      subject: "your return is withdrawn",
      title: "Your return is withdrawn",
      text: "You keep the items.",
    },
    return_received: {
      subject: "your return has arrived",
      title: "Your return has arrived",
      text: "We refund it within 3 business days.",
    },
    refunded: {
      subject: "your refund is done",
      title: "Your refund is done",
      text: "Your bank or card company may take some more days to show it.",
    },
  },
};
