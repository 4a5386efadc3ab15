/** Terms of use in Korean. `{company}`, `{email}`, `{phone}` are filled from the configuration. */
import { LEGAL_VERSIONS } from "@edgemart/contracts/consent";
import type { LegalText } from "./legal-text.ts";

/** Holds the terms of use in Korean. */
export const termsKo: LegalText = {
  title: "이용약관",
  description: "엣지마트를 이용하실 때 지키는 약속입니다.",
  since: LEGAL_VERSIONS.terms,
  intro:
    "이 약관은 {company}(이하 ‘회사’)가 운영하는 엣지마트에서 회사와 이용자가 서로 지킬 내용을 정합니다.",
  sections: [
    {
      title: "1. 회원",
      paragraphs: [
        "이메일과 비밀번호로 가입할 수 있습니다. 한 이메일로 한 계정을 만들 수 있고, 비밀번호는 본인만 알아야 합니다.",
        "언제든지 탈퇴할 수 있습니다. 탈퇴하면 계정, 주소, 장바구니가 삭제되고 모든 기기에서 로그아웃됩니다.",
      ],
    },
    {
      title: "2. 상품과 가격",
      paragraphs: [
        "표시된 가격은 부가가치세를 포함한 원화 금액입니다. 배송비는 주문하기 전에 따로 안내합니다.",
        "장바구니에 담았다고 해서 가격과 재고가 정해지는 것은 아닙니다. 담은 뒤에 변경된 내용이 있으면 장바구니에서 알려 드립니다.",
        "상품 사진은 화면에 따라 실제 색과 조금 다르게 보일 수 있습니다.",
      ],
    },
    {
      title: "3. 주문",
      paragraphs: [
        "지금은 주문을 받지 않습니다. 주문을 받기 시작하면 계약이 성립하는 때, 결제, 배송, 청약철회에 관한 내용을 이 약관에 추가하고 미리 알립니다.",
      ],
    },
    {
      title: "4. 금지 행위",
      paragraphs: [
        "다른 사람의 계정을 쓰거나, 서비스에 지나친 부담을 주거나, 보안을 해치는 행위를 해서는 안 됩니다. 그런 일이 있으면 이용을 제한할 수 있습니다.",
      ],
    },
    {
      title: "5. 책임",
      paragraphs: [
        "회사는 관계 법령이 정한 책임을 집니다. 이 약관은 소비자에게 법이 보장하는 권리를 줄이지 않습니다.",
      ],
    },
    {
      title: "6. 약관의 변경",
      paragraphs: [
        "약관을 바꿀 때는 시행일과 사유를 밝혀 7일 전에, 이용자에게 불리하면 30일 전에 알립니다.",
        "문의: {email}, {phone}",
      ],
    },
  ],
};
