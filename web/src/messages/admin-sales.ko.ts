/** Texts that the pages of orders, payments and points of the administration share, in Korean; the shape English must have. */
export const adminSalesKo = {
  menu: "주문·결제 메뉴",
  parts: {
    orders: "주문",
    coupons: "쿠폰",
    shipping: "배송비",
    payments: "결제",
    differences: "정산 차이",
    points: "적립금",
    deadMessages: "처리되지 못한 메시지",
  },
  all: "전체",
  search: "검색",
  pages: "페이지",
  first: "처음으로",
  next: "다음 페이지",
  reason: "사유",
  passwordHelp: "중요한 작업이라 비밀번호를 다시 확인합니다. 확인하면 15분 동안 묻지 않습니다.",
  pending: "처리하는 중…",
  none: "없음",
  yes: "예",
  no: "아니요",
  attention: "담당자 확인 필요",
  points: "{points}점",
  from: "시작일",
  to: "종료일",
  bank: "은행",
  accountNumber: "계좌 번호",
  holderName: "예금주",
  account: "환불 계좌",
  instruments: {
    card: "카드",
    easy_pay: "간편결제",
    transfer: "계좌 이체",
    virtual_account: "가상계좌",
    points: "적립금",
  },
  services: { catalog: "상품·재고", payment: "결제·적립금", order: "주문", member: "회원" },
  refused: {
    order_state_conflict:
      "그사이 상태가 바뀌어 처리하지 않았습니다. 현재 상태를 확인한 뒤 다시 시도해 주세요.",
    precondition_failed:
      "그사이 다른 관리자가 수정하여 저장하지 않았습니다. 현재 내용을 확인한 뒤 다시 시도해 주세요.",
    refund_account_required: "입금으로 결제한 주문입니다. 환불받을 계좌를 입력해 주세요.",
    refund_exceeds_balance: "환불할 수 있는 금액보다 많아 처리하지 않았습니다.",
    refund_not_possible: "현재 상태에서는 환불할 수 없습니다.",
    return_window_closed: "반품 기한이 지났습니다.",
    points_insufficient: "사용 가능한 적립금보다 많이 차감할 수 없습니다.",
    slug_taken: "이미 사용 중입니다. 다른 값을 입력해 주세요.",
    deadline_exceeded:
      "제때 응답을 받지 못해 처리 여부를 알 수 없습니다. 현재 상태를 확인한 뒤, 처리되지 않았다면 이 양식을 그대로 다시 보내 주세요. 같은 양식은 한 번만 처리됩니다.",
    upstream_failed:
      "응답을 확인하지 못해 처리 여부를 알 수 없습니다. 현재 상태를 확인한 뒤, 처리되지 않았다면 이 양식을 그대로 다시 보내 주세요. 같은 양식은 한 번만 처리됩니다.",
    temporarily_unavailable:
      "지금은 처리할 수 없습니다. 현재 상태를 확인한 뒤 이 양식을 그대로 다시 보내 주세요. 같은 양식은 한 번만 처리됩니다.",
  },
  errors: {
    reason: "사유를 입력해 주세요. (200자 이내)",
    note: "내용을 입력해 주세요.",
    bank: "은행을 선택해 주세요.",
    accountNumber: "계좌 번호는 숫자 6–20자리입니다.",
    holderName: "예금주를 입력해 주세요.",
    units: "수량을 1개 이상 입력해 주세요.",
    amount: "금액을 숫자로 입력해 주세요.",
  },
};

/** Shape of the texts that those pages share. */
export type AdminSalesMessages = typeof adminSalesKo;
