/** Error codes of Toss Payments with their status and message in both languages, as far as its API answers them here. */

/** Code → HTTP status, Korean message, English message. @see https://docs.tosspayments.com/reference/error-codes */
export const GATEWAY_ERRORS = {
  INVALID_REQUEST: [400, "잘못된 요청입니다.", "The request is not valid."],
  INVALID_API_KEY: [400, "잘못된 시크릿키 연동 정보 입니다.", "The secret key is not valid."],
  INVALID_IDEMPOTENCY_KEY: [
    400,
    "멱등키는 300자 이하여야 합니다.",
    "An idempotency key has 300 characters at most.",
  ],
  IDEMPOTENT_REQUEST_PROCESSING: [
    409,
    "이전 멱등 요청이 처리중입니다.",
    "The first request with this key is still being processed.",
  ],
  UNAUTHORIZED_KEY: [
    401,
    "인증되지 않은 시크릿 키 혹은 클라이언트 키 입니다.",
    "The secret key or client key is not known.",
  ],
  INCORRECT_BASIC_AUTH_FORMAT: [
    403,
    "잘못된 요청입니다. ':' 를 포함해 인코딩해주세요.",
    "Encode the key together with ':'.",
  ],
  FORBIDDEN_REQUEST: [403, "허용되지 않은 요청입니다.", "The request is not allowed."],
  NOT_FOUND: [404, "존재하지 않는 정보 입니다.", "There is no such information."],
  NOT_FOUND_PAYMENT: [404, "존재하지 않는 결제 정보 입니다.", "There is no such payment."],
  NOT_FOUND_PAYMENT_SESSION: [
    404,
    "결제 시간이 만료되어 결제 진행 데이터가 존재하지 않습니다.",
    "The time to pay is over; its data no longer exists.",
  ],
  TOO_MANY_REQUESTS: [429, "요청이 너무 많습니다.", "There are too many requests."],
  ALREADY_PROCESSED_PAYMENT: [
    400,
    "이미 처리된 결제 입니다.",
    "The payment has already been processed.",
  ],
  DUPLICATED_ORDER_ID: [
    400,
    "이미 승인 및 취소가 진행된 중복된 주문번호 입니다. 다른 주문번호로 진행해주세요.",
    "The order id was used before. Use another.",
  ],
  PROVIDER_ERROR: [
    400,
    "일시적인 오류가 발생했습니다. 잠시 후 다시 시도해주세요.",
    "A temporary error occurred. Try again.",
  ],
  BELOW_MINIMUM_AMOUNT: [
    400,
    "신용카드는 결제금액이 100원 이상, 계좌는 200원이상부터 결제가 가능합니다.",
    "Cards take 100 won and more, accounts 200 won and more.",
  ],
  INVALID_CARD_NUMBER: [400, "카드번호를 다시 확인해주세요.", "Check the card number."],
  INVALID_CARD_EXPIRATION: [
    400,
    "카드 정보를 다시 확인해주세요. (유효기간)",
    "Check the card. (expiry)",
  ],
  INVALID_STOPPED_CARD: [400, "정지된 카드 입니다.", "The card has been stopped."],
  INVALID_REJECT_CARD: [
    400,
    "카드 사용이 거절되었습니다. 카드사 문의가 필요합니다.",
    "The card was refused.",
  ],
  REJECT_CARD_PAYMENT: [
    403,
    "한도초과 혹은 잔액부족으로 결제에 실패했습니다.",
    "The limit is exceeded or the balance is too low.",
  ],
  REJECT_CARD_COMPANY: [
    403,
    "결제 승인이 거절되었습니다.",
    "The card company declined the payment.",
  ],
  REJECT_ACCOUNT_PAYMENT: [
    403,
    "잔액부족으로 결제에 실패했습니다.",
    "The balance of the account is too low.",
  ],
  PAY_PROCESS_CANCELED: [
    400,
    "사용자에 의해 결제가 취소되었습니다.",
    "The payment was cancelled by the user.",
  ],
  PAY_PROCESS_ABORTED: [400, "결제 진행 중 승인에 실패하였습니다.", "The payment was aborted."],
  ALREADY_CANCELED_PAYMENT: [
    400,
    "이미 취소된 결제 입니다.",
    "The payment has already been cancelled.",
  ],
  NOT_CANCELABLE_AMOUNT: [403, "취소 할 수 없는 금액 입니다.", "The amount cannot be cancelled."],
  NOT_CANCELABLE_PAYMENT: [403, "취소 할 수 없는 결제 입니다.", "The payment cannot be cancelled."],
  NOT_MATCHES_REFUNDABLE_AMOUNT: [
    400,
    "잔액 결과가 일치하지 않습니다.",
    "The balance is another one.",
  ],
  NOT_ALLOWED_PARTIAL_REFUND_WAITING_DEPOSIT: [
    403,
    "입금 대기중인 결제는 부분 환불이 불가합니다.",
    "A payment that awaits its deposit cannot be refunded in part.",
  ],
  INVALID_REFUND_ACCOUNT_INFO: [
    400,
    "환불 계좌번호와 예금주명이 일치하지 않습니다.",
    "The refund account and its holder do not match.",
  ],
  INVALID_REFUND_ACCOUNT_NUMBER: [
    400,
    "잘못된 환불 계좌번호입니다.",
    "The refund account number is not valid.",
  ],
  INVALID_BANK: [400, "유효하지 않은 은행입니다.", "The bank is not valid."],
  REFUND_REJECTED: [
    400,
    "환불이 거절됐습니다. 결제사에 문의 부탁드립니다.",
    "The refund was refused.",
  ],
  INVALID_TRANSACTION_KEY: [400, "잘못된 페이징 키 입니다.", "The paging key is not valid."],
  FAILED_INTERNAL_SYSTEM_PROCESSING: [
    500,
    "내부 시스템 처리 작업이 실패했습니다. 잠시 후 다시 시도해주세요.",
    "An internal task failed. Try again.",
  ],
  UNKNOWN_PAYMENT_ERROR: [
    500,
    "결제에 실패했어요. 같은 문제가 반복된다면 은행이나 카드사로 문의해주세요.",
    "The payment failed.",
  ],
} as const satisfies Record<string, readonly [status: number, ko: string, en: string]>;

/** A code of the table. */
export type GatewayError = keyof typeof GATEWAY_ERRORS;

/** The code of an error 500. */
export const FAILED = "FAILED_INTERNAL_SYSTEM_PROCESSING" satisfies GatewayError;

/** A language that messages have. */
export type GatewayLocale = "ko" | "en";

/** An answer of the API: a status and its body as JSON text. */
export interface ApiAnswer {
  status: number;
  text: string;
}

/** Makes the answer that refuses a call: Toss's `{code, message}` under the code's status. */
export function refusalOf(code: GatewayError, locale: GatewayLocale = "ko"): ApiAnswer {
  const [status] = GATEWAY_ERRORS[code];
  return { status, text: JSON.stringify({ code, message: messageOf(code, locale) }) };
}

/** Gives a code's message in a language. */
export function messageOf(code: GatewayError, locale: GatewayLocale): string {
  const [, ko, en] = GATEWAY_ERRORS[code];
  return locale === "ko" ? ko : en;
}

/** Reads a code that a caller names (`TossPayments-Test-Code`); null for one that is not of the table. */
export function gatewayErrorOf(name: string): GatewayError | null {
  // Guarantee of the cast: the name was just found among the table's keys.
  return Object.hasOwn(GATEWAY_ERRORS, name) ? (name as GatewayError) : null;
}
