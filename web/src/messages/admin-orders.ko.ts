/** Texts of orders in the administration, in Korean; the shape English must have. */
export const adminOrdersKo = {
  title: "주문",
  search: "주문 번호, 이메일, 전화번호, 이름",
  status: "주문 상태",
  fulfilment: "배송 상태",
  money: "결제 상태",
  attention: "확인 필요",
  anyAttention: "확인이 필요한 주문만",
  instrument: "결제 수단",
  more: "상세 조건",
  clear: "조건 초기화",
  none: "조건에 맞는 주문이 없습니다.",
  noneYet: "아직 주문이 없습니다. 주문이 들어오면 여기에 표시됩니다.",
  waiting: "담당자 확인이 필요한 주문이 {count}건 있습니다.",
  waitingMany: "담당자 확인이 필요한 주문이 {count}건 넘게 있습니다.",
  noneWaiting: "담당자 확인이 필요한 주문이 없습니다.",
  seeWaiting: "확인이 필요한 주문 보기",
  number: "주문",
  customer: "주문자",
  product: "상품",
  total: "결제 금액",
  placed: "주문 일시",
  returns: "진행 중인 반품 {count}건",
  states: {
    PLACING: "접수 중",
    PENDING: "결제 대기",
    PAYING: "결제 확인 중",
    AWAITING_DEPOSIT: "입금 대기",
    PAID: "결제 완료",
    COMPLETED: "구매 확정",
    CANCELLED: "취소됨",
    EXPIRED: "기한 만료",
  },
  fulfilments: {
    none: "배송 준비 전",
    preparing: "배송 준비 중",
    part_shipped: "일부 발송",
    shipped: "배송 중",
    delivered: "배송 완료",
  },
  moneys: {
    unpaid: "미결제",
    awaiting_deposit: "입금 대기",
    paid: "결제됨",
    refunding: "환불 진행 중",
    refund_failed: "환불 실패",
    part_refunded: "일부 환불",
    refunded: "전액 환불",
  },
  attentions: {
    step_stuck: "처리가 멈춤",
    refund_failed: "환불 실패",
    deposit_reversed: "은행이 입금을 취소함",
    money_without_order: "결제됐으나 주문은 미결제",
    order_without_money: "주문은 결제 완료, 결제 기록 없음",
    return_overdue: "반품 환불 기한 초과",
  },
  attentionHelp: {
    step_stuck:
      "여러 번 시도했지만 다음 처리를 끝내지 못했습니다. 아래의 다음 처리에서 오류를 확인하고, 원인이 해결되었으면 지금 처리를 눌러 주세요.",
    refund_failed:
      "결제 대행사가 환불을 거절했습니다. 환불 계좌가 필요하면 아래 취소·반품·환불에서 입력해 주세요. 그 밖에는 결제 화면에서 환불을 다시 요청하거나, 직접 송금한 뒤 수동 환불로 기록해 주세요.",
    deposit_reversed:
      "은행이 입금을 되돌려 발송이 중지되었습니다. 다시 입금되었거나 손실로 처리한다면 확인 완료를, 아니라면 주문 취소를 선택해 주세요.",
    money_without_order:
      "결제 대행사에는 결제 금액이 있지만 이 주문은 결제 완료가 아닙니다. 처리 기록과 결제 화면을 확인해 주세요.",
    order_without_money:
      "이 주문은 결제 완료이지만 결제 기록에 금액이 없어 발송이 중지되었습니다. 처리 기록을 확인한 뒤 확인 완료 또는 주문 취소를 선택해 주세요.",
    return_overdue: "반품 상품을 받은 지 3영업일이 지났는데 환불이 끝나지 않았습니다.",
    other: "처리 기록에서 원인을 확인해 주세요.",
  },
};

/** Shape of the texts of orders in the administration. */
export type AdminOrdersMessages = typeof adminOrdersKo;
