/** What each fault does, one sentence each in both languages: what happens here, and what the shop should still do. */
import type { FaultKind } from "../faults.ts";

/** Sentences by language and kind. */
export const FAULT_ABOUT: Record<"ko" | "en", Record<FaultKind, string>> = {
  en: {
    timeout_after:
      "The money is taken, and the connection ends before the shop is answered. The shop looks it up and finds the order paid.",
    "500_after":
      "The money is taken, and the answer is an error 500. The shop does not believe it, looks it up and finds the order paid.",
    timeout_before:
      "The request is lost and nothing is charged. The shop sends the same request again under the same key, and charges once.",
    "500_before":
      "Nothing is charged, and the answer is an error 500. The shop asks again under the same key, and charges once.",
    slow: "The money is taken, and the answer comes five seconds late. The page waits, and the order is paid.",
    garbage:
      "The money is taken, and the answer is a page of HTML instead of data. The shop looks it up and finds the order paid.",
    "429":
      "The gateway says that it is asked too often, and charges nothing. The shop waits, asks again and charges once.",
    already_processed:
      "The money is taken, and the answer says that it had been before. The shop looks it up and finds the order paid.",
    amount_mismatch:
      "1,000 more than agreed are taken. The shop refuses the payment and gives all of it back; the order can be paid again.",
    currency_mismatch:
      "The amount is taken in dollars. The shop refuses the payment and gives all of it back; the order can be paid again.",
    order_mismatch:
      "The money is taken for an order that is not the shop's. The shop leaves it alone, and its books show it to people.",
    webhook_duplicate: "Each webhook comes twice. It has one effect, because it only says: look.",
    webhook_late:
      "Each webhook comes a minute late. The shop does not wait for it, and the late one changes nothing.",
    webhook_reorder:
      "A webhook waits until the next one was delivered. The shop believes neither, and looks.",
    webhook_drop: "No webhook comes. The shop asks by itself; only a deposit is noticed later.",
    webhook_forged:
      "A webhook that lies comes as well: another state, a wrong secret. The shop drops it, or looks and finds the truth.",
    deposit_reversed:
      "Of a virtual account: the bank takes the deposit back at once. The shop waits on; if it saw the deposit, nothing is sent, and people are shown the order.",
    cancel_timeout_after:
      "When the payment is cancelled, the money goes back and the answer is lost. The shop looks it up and finds it given back, once.",
    cancel_refused:
      "When the payment is cancelled, the gateway refuses. The refund waits for people, who ask again or pay by hand.",
  },
  ko: {
    timeout_after:
      "돈은 빠져나가지만 상점이 응답을 받기 전에 연결이 끊깁니다. 상점은 조회해서 결제된 것을 알아냅니다.",
    "500_after":
      "돈은 빠져나가지만 오류 500이 응답됩니다. 상점은 그대로 믿지 않고 조회해서 결제된 것을 알아냅니다.",
    timeout_before:
      "요청이 사라지고 결제되지 않습니다. 상점은 같은 키로 다시 요청하고, 한 번만 결제됩니다.",
    "500_before":
      "결제되지 않고 오류 500이 응답됩니다. 상점은 같은 키로 다시 요청하고, 한 번만 결제됩니다.",
    slow: "돈은 빠져나가고 응답이 5초 늦게 옵니다. 페이지가 기다리고 주문은 결제됩니다.",
    garbage:
      "돈은 빠져나가지만 데이터 대신 HTML이 응답됩니다. 상점은 조회해서 결제된 것을 알아냅니다.",
    "429":
      "요청이 너무 많다는 응답이 오고 결제되지 않습니다. 상점은 기다렸다가 다시 요청하고, 한 번만 결제됩니다.",
    already_processed:
      "돈은 빠져나가고 이미 처리되었다는 응답이 옵니다. 상점은 조회해서 결제된 것을 알아냅니다.",
    amount_mismatch:
      "약속보다 1,000만큼 더 빠져나갑니다. 상점은 결제를 거절하고 전부 돌려줍니다. 주문은 다시 결제할 수 있습니다.",
    currency_mismatch:
      "금액이 달러로 빠져나갑니다. 상점은 결제를 거절하고 전부 돌려줍니다. 주문은 다시 결제할 수 있습니다.",
    order_mismatch:
      "상점의 것이 아닌 주문으로 결제됩니다. 상점은 건드리지 않고, 장부 대조에서 사람에게 보여 줍니다.",
    webhook_duplicate: "웹훅이 두 번 옵니다. 웹훅은 조회하라는 뜻일 뿐이라 효과는 한 번입니다.",
    webhook_late:
      "웹훅이 1분 늦게 옵니다. 상점은 기다리지 않으며, 늦게 온 웹훅은 아무것도 바꾸지 않습니다.",
    webhook_reorder:
      "웹훅이 다음 웹훅이 전달될 때까지 기다립니다. 상점은 어느 쪽도 믿지 않고 조회합니다.",
    webhook_drop: "웹훅이 오지 않습니다. 상점이 스스로 조회하며, 입금만 조금 늦게 알게 됩니다.",
    webhook_forged:
      "거짓 웹훅이 함께 옵니다. 상태가 다르고 비밀값이 틀립니다. 상점은 버리거나, 조회해서 사실을 알아냅니다.",
    deposit_reversed:
      "가상계좌의 입금을 은행이 바로 되돌립니다. 상점은 계속 기다리고, 입금을 이미 보았다면 발송을 멈추고 사람에게 보여 줍니다.",
    cancel_timeout_after:
      "결제를 취소하면 돈은 돌아가지만 응답이 사라집니다. 상점은 조회해서 한 번 환불된 것을 알아냅니다.",
    cancel_refused:
      "결제를 취소하면 거절됩니다. 환불은 사람을 기다리고, 다시 요청하거나 손으로 송금합니다.",
  },
};
