/** Banks that open virtual accounts, and that a refund can go to, by Toss's two-digit codes. */

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
