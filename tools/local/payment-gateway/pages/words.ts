/** Every word of the gateway's pages, in both languages. Longer than 250 lines where it must: it is one table. */
import type { TestCardOutcome } from "@edgemart/contracts/test-cards";
import type { FaultKind } from "../faults.ts";
import type { GatewayMethod, GatewayStatus } from "../record.ts";

/** The words of one language. */
export interface Words {
  lang: "ko" | "en";
  otherLanguage: string;
  name: string;
  notice: string;
  nav: { payments: string; bank: string; faults: string };
  checkout: {
    title: string;
    order: string;
    orderId: string;
    amount: string;
    cashReceipt: string;
    method: string;
    bank: string;
    accountHint: string;
    holder: string;
    transferHint: string;
    easyPayHint: string;
    pay(amount: string): string;
    decline: string;
    cancel: string;
    declineHint: string;
    provoke: string;
    provokeHint: string;
    armed: string;
    arm: string;
  };
  methods: Record<GatewayMethod, string>;
  cards: Record<TestCardOutcome, string>;
  statuses: Record<GatewayStatus, string>;
  over: { title: string; done: string; expired: string; back: string; toShop: string };
  wrong: { title: string; text: string };
  bank: {
    title: string;
    intro: string;
    none: string;
    account: string;
    due: string;
    holder: string;
    deposit: string;
    takeBack: string;
    isOver: string;
  };
  payments: {
    title: string;
    intro: string;
    none: string;
    webhooks: string;
    noWebhooks: string;
    tries(count: number): string;
    outcomes: { waiting: string; delivered: string; given_up: string };
    receipt: string;
  };
  faults: {
    title: string;
    intro: string;
    none: string;
    clear: string;
    match: string;
    matchHint: string;
    kind: string;
    value: string;
    valueHint: string;
    about: string;
    arm: string;
    everyNext: string;
    always: string;
    timesLeft(count: number): string;
    clock: string;
    clockHint: string;
    advance: { minutes: string; hour: string; day: string };
    api: string;
  };
  kinds: Record<FaultKind, string>;
  receipt: { title: string; paidAt: string; balance: string };
}

const EN: Words = {
  lang: "en",
  otherLanguage: "한국어",
  name: "Test payments",
  notice:
    "This is the local stand-in of a payment gateway. No money moves, and no real card works.",
  nav: { payments: "Payments", bank: "Bank", faults: "Faults" },
  checkout: {
    title: "Pay",
    order: "Order",
    orderId: "Payment number",
    amount: "Amount",
    cashReceipt: "Cash receipt",
    method: "How would you like to pay?",
    bank: "Bank",
    accountHint: "You get an account number. Pay in on the Bank page.",
    holder: "Name on the account",
    transferHint: "The transfer succeeds at once.",
    easyPayHint: "Stands in for Toss Pay and the like.",
    pay: (amount) => `Pay ${amount}`,
    decline: "Be declined",
    cancel: "Cancel",
    declineHint: "Declined or cancelled, you go back to the shop without having paid.",
    provoke: "Make something go wrong",
    provokeHint:
      "For this payment only. The shop must still end with the truth: paid once, or not at all.",
    armed: "This will happen",
    arm: "Set",
  },
  methods: {
    card: "Card",
    easy_pay: "Easy pay",
    transfer: "Bank transfer",
    virtual_account: "Virtual account",
  },
  cards: {
    approved: "Is approved",
    declined: "Declined by the issuer",
    limit_exceeded: "Over its limit",
    card_expired: "Expired",
    card_stopped: "Stopped",
    approved_without_answer: "Charged, but the answer is an error",
  },
  statuses: {
    READY: "page open",
    IN_PROGRESS: "waits for the shop",
    WAITING_FOR_DEPOSIT: "awaits deposit",
    DONE: "paid",
    CANCELED: "cancelled",
    PARTIAL_CANCELED: "partly cancelled",
    ABORTED: "failed",
    EXPIRED: "expired",
  },
  over: {
    title: "This page is closed",
    done: "You have chosen already. Go back to the shop to see how it went.",
    expired: "The time to pay is over. Go back to the shop to begin again.",
    back: "Back to the shop",
    toShop: "Return",
  },
  wrong: {
    title: "This payment cannot begin",
    text: "The address the shop sent is not one that this gateway takes:",
  },
  bank: {
    title: "Bank",
    intro:
      "What happens at a bank: pay into a virtual account, or let the bank take the deposit back.",
    none: "No virtual account has been opened yet. Choose “Virtual account” when you pay.",
    account: "Account",
    due: "Pay in until",
    holder: "Name",
    deposit: "Pay in",
    takeBack: "Take back",
    isOver: "The time to pay in is over.",
  },
  payments: {
    title: "Payments",
    intro:
      "The latest payments of this gateway, newest first, and the webhooks it sent to the shop.",
    none: "No payment yet. Buy something in the shop.",
    webhooks: "Webhooks",
    noWebhooks: "No webhook yet.",
    tries: (count) => (count === 1 ? "1 failed try" : `${count} failed tries`),
    outcomes: { waiting: "waiting", delivered: "delivered", given_up: "given up" },
    receipt: "Receipt",
  },
  faults: {
    title: "Faults and clock",
    intro: "What goes wrong between a shop and its payment gateway, on demand.",
    none: "No fault is set.",
    clear: "Remove all",
    match: "Payment number",
    matchHint: "Leave empty for the next payment, whichever it is.",
    kind: "What goes wrong",
    value: "Value",
    valueHint: "Milliseconds, seconds, a count or an amount, as the fault says. May stay empty.",
    about: "What each of them does",
    arm: "Set fault",
    everyNext: "next payment",
    always: "always",
    timesLeft: (count) => (count === 1 ? "once more" : `${count} times more`),
    clock: "Clock",
    clockHint:
      "Moves this gateway's time forward: payments and accounts expire, webhooks come again.",
    advance: { minutes: "11 minutes", hour: "1 hour", day: "1 day" },
    api: "Tests do the same with POST /faults and POST /clock.",
  },
  kinds: {
    timeout_before: "The confirmation never arrives",
    timeout_after: "Charged, and the answer is lost",
    "500_before": "Error 500, not charged",
    "500_after": "Error 500, but charged",
    slow: "The answer comes late (ms)",
    garbage: "Charged, and the answer is garbage",
    "429": "Too many requests",
    already_processed: "Charged, and “was processed before”",
    amount_mismatch: "Another amount is charged",
    currency_mismatch: "Charged in another currency",
    order_mismatch: "Charged for another order",
    webhook_duplicate: "Webhooks come more than once (count)",
    webhook_late: "Webhooks come late (seconds)",
    webhook_reorder: "Webhooks come in the wrong order",
    webhook_drop: "No webhook comes",
    webhook_forged: "A forged webhook comes as well",
    deposit_reversed: "The bank takes the deposit back at once",
    cancel_timeout_after: "Cancelled, and the answer is lost",
    cancel_refused: "The cancellation is refused",
  },
  receipt: { title: "Receipt", paidAt: "Paid", balance: "Not refunded" },
};

const KO: Words = {
  lang: "ko",
  otherLanguage: "English",
  name: "테스트 결제",
  notice:
    "내 컴퓨터에서만 도는 연습용 결제창입니다. 실제 돈은 오가지 않고, 실제 카드는 쓸 수 없습니다.",
  nav: { payments: "결제 내역", bank: "은행", faults: "장애" },
  checkout: {
    title: "결제하기",
    order: "주문",
    orderId: "결제 번호",
    amount: "결제 금액",
    cashReceipt: "현금영수증",
    method: "어떻게 결제할까요?",
    bank: "은행",
    accountHint: "계좌번호가 발급됩니다. 입금은 은행 페이지에서 하세요.",
    holder: "예금주 이름",
    transferHint: "이체는 바로 성공합니다.",
    easyPayHint: "토스페이 같은 간편결제를 대신합니다.",
    pay: (amount) => `${amount} 결제하기`,
    decline: "거절당하기",
    cancel: "취소",
    declineHint: "거절되거나 취소하면 결제하지 않은 채 상점으로 돌아갑니다.",
    provoke: "일부러 문제 일으키기",
    provokeHint:
      "이 결제에만 적용됩니다. 그래도 상점은 한 번만 결제되거나, 전혀 결제되지 않아야 합니다.",
    armed: "이렇게 됩니다",
    arm: "적용",
  },
  methods: {
    card: "카드",
    easy_pay: "간편결제",
    transfer: "계좌이체",
    virtual_account: "가상계좌",
  },
  cards: {
    approved: "승인됨",
    declined: "카드사 거절",
    limit_exceeded: "한도 초과",
    card_expired: "유효기간 만료",
    card_stopped: "정지된 카드",
    approved_without_answer: "승인되지만 응답은 오류",
  },
  statuses: {
    READY: "결제창 열림",
    IN_PROGRESS: "상점 확인 대기",
    WAITING_FOR_DEPOSIT: "입금 대기",
    DONE: "결제 완료",
    CANCELED: "취소됨",
    PARTIAL_CANCELED: "일부 취소됨",
    ABORTED: "실패",
    EXPIRED: "만료됨",
  },
  over: {
    title: "닫힌 결제창입니다",
    done: "이미 선택하셨습니다. 상점으로 돌아가 결과를 확인하세요.",
    expired: "결제할 수 있는 시간이 지났습니다. 상점에서 다시 시작해 주세요.",
    back: "상점으로 돌아가기",
    toShop: "돌아가기",
  },
  wrong: {
    title: "결제를 시작할 수 없습니다",
    text: "상점이 보낸 주소를 이 결제창이 받을 수 없습니다:",
  },
  bank: {
    title: "은행",
    intro:
      "은행에서 일어나는 일을 대신합니다. 가상계좌에 입금하거나, 은행이 입금을 되돌리게 합니다.",
    none: "발급된 가상계좌가 없습니다. 결제할 때 ‘가상계좌’를 선택해 보세요.",
    account: "계좌",
    due: "입금 기한",
    holder: "예금주",
    deposit: "입금하기",
    takeBack: "입금 되돌리기",
    isOver: "입금 기한이 지났습니다.",
  },
  payments: {
    title: "결제 내역",
    intro: "최근 결제부터 차례로 보여 줍니다. 상점에 보낸 웹훅도 함께 볼 수 있습니다.",
    none: "아직 결제가 없습니다. 상점에서 무언가를 사 보세요.",
    webhooks: "웹훅",
    noWebhooks: "아직 웹훅이 없습니다.",
    tries: (count) => `${count}번 실패`,
    outcomes: { waiting: "대기", delivered: "전달됨", given_up: "포기" },
    receipt: "영수증",
  },
  faults: {
    title: "장애와 시계",
    intro: "상점과 결제사 사이에서 일어날 수 있는 문제를 원하는 때에 일으킵니다.",
    none: "설정된 장애가 없습니다.",
    clear: "모두 지우기",
    match: "결제 번호",
    matchHint: "비워 두면 바로 다음 결제에 적용됩니다.",
    kind: "일으킬 문제",
    value: "값",
    valueHint: "문제에 따라 밀리초, 초, 횟수, 금액입니다. 비워 두어도 됩니다.",
    about: "문제별 설명",
    arm: "장애 설정",
    everyNext: "다음 결제",
    always: "항상",
    timesLeft: (count) => `${count}번 남음`,
    clock: "시계",
    clockHint: "이 결제사의 시간을 앞당깁니다. 결제와 계좌가 만료되고, 웹훅이 다시 갑니다.",
    advance: { minutes: "11분", hour: "1시간", day: "하루" },
    api: "테스트는 POST /faults, POST /clock으로 같은 일을 합니다.",
  },
  kinds: {
    timeout_before: "승인 요청이 도착하지 않음",
    timeout_after: "승인되지만 응답이 사라짐",
    "500_before": "오류 500, 승인되지 않음",
    "500_after": "오류 500, 그러나 승인됨",
    slow: "응답이 늦음 (밀리초)",
    garbage: "승인되지만 응답이 깨짐",
    "429": "요청이 너무 많음",
    already_processed: "승인되지만 ‘이미 처리됨’ 응답",
    amount_mismatch: "다른 금액이 승인됨",
    currency_mismatch: "다른 통화로 승인됨",
    order_mismatch: "다른 주문으로 승인됨",
    webhook_duplicate: "웹훅이 여러 번 옴 (횟수)",
    webhook_late: "웹훅이 늦게 옴 (초)",
    webhook_reorder: "웹훅 순서가 뒤바뀜",
    webhook_drop: "웹훅이 오지 않음",
    webhook_forged: "위조된 웹훅이 함께 옴",
    deposit_reversed: "은행이 입금을 바로 되돌림",
    cancel_timeout_after: "취소되지만 응답이 사라짐",
    cancel_refused: "취소가 거절됨",
  },
  receipt: { title: "영수증", paidAt: "결제 시각", balance: "환불되지 않은 금액" },
};

/** Words by language. */
export const WORDS = { ko: KO, en: EN } as const;

/** Writes an amount with its currency. */
export function money(amount: number, currency: string, { lang }: Words): string {
  return new Intl.NumberFormat(lang, { style: "currency", currency }).format(amount);
}

/** Writes a moment in Korean time, where this gateway's merchants are. */
export function moment(at: number, { lang }: Words): string {
  const format = { dateStyle: "medium", timeStyle: "short", timeZone: "Asia/Seoul" } as const;
  return new Intl.DateTimeFormat(lang, format).format(at);
}
