/** Texts of returns and of completing a purchase, in Korean; the shape English must have. */
export const returnsKo = {
  open: "반품 신청",
  ask: "돌려보낼 수량과 사유를 선택해 주세요. 수량마다 돌려받을 금액이 표시됩니다.",
  keep: "보내지 않음",
  why: "반품 사유",
  choose: "선택해 주세요",
  reasons: {
    changed_mind: "단순 변심",
    defective: "상품 불량",
    wrong_item: "다른 상품이 도착",
    not_as_described: "설명과 다름",
  },
  feeOf: "반품 배송비 {fee} 차감",
  shopPays: "배송비는 판매자 부담",
  until: "{day}까지",
  note: "자세한 내용",
  asArrived: "실제로 도착한 수량만큼 환불합니다.",
  fee: "반품 배송비 {fee}을 뺀 금액입니다.",
  submit: "반품 신청하기",
  pending: "신청하는 중…",
  withdraw: "반품 철회",
  withdrawPending: "철회하는 중…",
  units: "신청 {asked}개, 도착 {received}개",
  states: {
    REQUESTED: "반품을 신청하셨습니다. 확인한 뒤 승인 여부를 알려 드립니다.",
    APPROVED: "반품이 승인되었습니다. 상품을 보내 주세요. 30일 안에 도착하지 않으면 철회됩니다.",
    REJECTED: "반품이 거절되었습니다. 궁금한 점은 고객센터로 문의해 주세요.",
    WITHDRAWN: "반품이 철회되었습니다.",
    RECEIVED: "상품이 도착했습니다. {day}까지 환불합니다.",
    REFUNDING: "환불하고 있습니다.",
    DONE: "환불했습니다.",
    FAILED: "환불이 아직 끝나지 않았습니다.",
  },
  received: {
    text: "상품을 모두 받으셨다면 구매를 확정해 주세요. 확정한 뒤에도 기간 안에는 반품할 수 있습니다.",
    textWithPoints:
      "상품을 모두 받으셨다면 구매를 확정해 주세요. 바로 적립금이 쌓이고, 확정한 뒤에도 기간 안에는 반품할 수 있습니다.",
    submit: "구매 확정",
    pending: "확정하는 중…",
  },
};

/** Shape of the texts of returns. */
export type ReturnsMessages = typeof returnsKo;
