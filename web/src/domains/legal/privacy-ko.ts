/** Privacy policy in Korean: what the platform really keeps (docs/storage.md), and for how long. */
import { LEGAL_VERSIONS } from "@edgemart/contracts/consent";
import type { LegalText } from "./legal-text.ts";

/** Holds the privacy policy in Korean. */
export const privacyKo: LegalText = {
  title: "개인정보처리방침",
  description: "어떤 정보를 왜, 얼마나 오래 보관하는지 알려 드립니다.",
  since: LEGAL_VERSIONS.privacy,
  intro: "{company}(이하 ‘회사’)는 필요한 정보만 수집하고, 목적을 다하면 파기합니다.",
  sections: [
    {
      title: "1. 수집하는 정보와 목적",
      paragraphs: [
        "회원가입: 이메일, 이름, 비밀번호. 로그인과 인사말, 고객 문의에 이용합니다. 비밀번호는 되돌릴 수 없는 형태로만 보관합니다.",
        "배송지: 받는 분, 전화번호, 주소. 회원이 직접 저장한 것만 있습니다.",
        "장바구니: 상품 번호, 수량, 마지막으로 본 가격. 로그인하지 않으면 이 브라우저의 쿠키에만 있습니다. 로그인하면 홈에서 담은 것과 비슷한 물건을 보여 드리는 데도 쓰며, 이를 위해 따로 기록하지 않습니다.",
        "보안 기록: 로그인한 기기의 종류, 접속 주소의 앞부분, 나라, 시각. 남의 로그인을 막고 본인이 확인하는 데 씁니다.",
      ],
    },
    {
      title: "2. 보관 기간",
      paragraphs: [
        "회원 정보는 탈퇴할 때까지 보관하고, 탈퇴하면 곧바로 배송지와 비밀번호, 장바구니를 파기합니다. 로그인 기록은 세션이 끝나면 파기합니다.",
        "법이 따로 정한 기간이 있으면 그 기간 동안 다른 정보와 분리하여 보관합니다.",
      ],
    },
    {
      title: "3. 제공과 위탁",
      paragraphs: [
        "개인정보를 팔거나 광고에 쓰지 않습니다. 다른 회사의 추적 도구나 광고를 쓰지 않습니다.",
        "서비스는 Cloudflare, Inc.(호스팅)와 데이터베이스 사업자의 설비에서 운영합니다.",
      ],
    },
    {
      title: "4. 쿠키",
      paragraphs: [
        "로그인 유지, 장바구니, 한 번 보여 주는 알림에만 씁니다. 화면 밝기와 장바구니를 마지막으로 변경한 시각은 브라우저 저장소에 둡니다. 분석이나 광고 쿠키는 없습니다.",
      ],
    },
    {
      title: "5. 이용자의 권리",
      paragraphs: [
        "계정에서 내 정보를 열람하고, 정정하고, 내려받고, 삭제할 수 있습니다. 로그인한 기기를 보고 하나씩 로그아웃할 수도 있습니다.",
        "문의: {email}, {phone}",
      ],
    },
    {
      title: "6. 개인정보 보호책임자",
      paragraphs: [
        "개인정보 처리에 관한 문의와 불만, 피해 구제는 개인정보 보호책임자가 맡습니다: {officer} ({email}, {phone})",
        "만 14세 미만은 가입할 수 없습니다. 가입할 때 동의하신 약관과 처리방침의 시행일, 동의하신 시각은 동의의 증거로 회원 번호와 함께 보관하며, 탈퇴한 뒤에도 보관합니다.",
      ],
    },
  ],
};
