/** Texts of an order's receipt, in Korean; the shape English must have. */
export const receiptKo = {
  title: "영수증",
  supply: "공급가액",
  vat: "부가세",
  seller: "판매자",
  company: "상호",
  ceo: "대표자",
  businessNumber: "사업자등록번호",
  mailOrderNumber: "통신판매업 신고번호",
  address: "사업장 주소",
  phone: "전화",
  email: "이메일",
  item: "상품",
  unit: "단가",
  count: "수량",
  sum: "금액",
  means: "결제 수단",
  nothingToPay: "결제할 금액 없음",
  noPayment: "결제 내용이 없습니다.",
  print: "인쇄하기",
  back: "주문 보기",
  none: "아직 영수증이 없어요",
  noneText: "결제가 끝나면 여기에서 영수증을 인쇄할 수 있습니다.",
};

/** Shape of the texts of receipts. */
export type ReceiptMessages = typeof receiptKo;
