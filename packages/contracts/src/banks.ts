/** Banks and card issuers by Toss's two-digit codes: banks that open virtual accounts, and that a refund can go to, and issuers of cards. */

/** Code → name in both languages. @see https://docs.tosspayments.com/codes/org-codes */
export const BANKS = {
  "88": ["신한은행", "Shinhan Bank"],
  "06": ["KB국민은행", "KB Kookmin Bank"],
  "20": ["우리은행", "Woori Bank"],
  "81": ["하나은행", "Hana Bank"],
  "11": ["NH농협은행", "NH Bank"],
  "03": ["IBK기업은행", "Industrial Bank of Korea"],
  "71": ["우체국예금보험", "Korea Post"],
  "32": ["부산은행", "Busan Bank"],
  "31": ["iM뱅크", "iM Bank"],
  "90": ["카카오뱅크", "KakaoBank"],
  "89": ["케이뱅크", "K bank"],
  "92": ["토스뱅크", "Toss Bank"],
  "45": ["새마을금고", "MG Community Credit"],
} as const satisfies Record<string, readonly [ko: string, en: string]>;

/** A bank's code. */
export type BankCode = keyof typeof BANKS;

/** Tells whether a text is the code of a bank of the table. */
export function isBankCode(text: string): text is BankCode {
  return Object.hasOwn(BANKS, text);
}

/** Code → name of a card's issuer in both languages. @see https://docs.tosspayments.com/codes/org-codes */
export const CARD_ISSUERS = {
  "3K": ["기업비씨카드", "IBK BC Card"],
  "46": ["광주은행", "Kwangju Bank"],
  "71": ["롯데카드", "Lotte Card"],
  "30": ["KDB산업은행", "Korea Development Bank"],
  "31": ["비씨카드", "BC Card"],
  "51": ["삼성카드", "Samsung Card"],
  "38": ["새마을금고", "MG Community Credit"],
  "41": ["신한카드", "Shinhan Card"],
  "62": ["신협", "Shinhyup"],
  "36": ["씨티카드", "Citi Card"],
  "33": ["우리카드", "Woori Card"],
  W1: ["우리카드", "Woori Card"],
  "37": ["우체국예금보험", "Korea Post"],
  "39": ["저축은행중앙회", "Savings banks"],
  "35": ["전북은행", "Jeonbuk Bank"],
  "42": ["제주은행", "Jeju Bank"],
  "15": ["카카오뱅크", "KakaoBank"],
  "3A": ["케이뱅크", "K bank"],
  "24": ["토스뱅크", "Toss Bank"],
  "21": ["하나카드", "Hana Card"],
  "61": ["현대카드", "Hyundai Card"],
  "11": ["KB국민카드", "KB Kookmin Card"],
  "91": ["NH농협카드", "NH Card"],
  "34": ["Sh수협은행", "Suhyup Bank"],
} as const satisfies Record<string, readonly [ko: string, en: string]>;

/** The code of a card's issuer. */
export type CardIssuerCode = keyof typeof CARD_ISSUERS;
