/** Sentences of mails about an account, in both languages. Pure. */
import type { Locale } from "@edgemart/contracts/locale";

/** The name of an account mail; of some events one for each state. */
export type AccountMailKind =
  | "registered"
  | "registered_by_staff"
  | "disabled"
  | "enabled"
  | "role_admin"
  | "role_other"
  | "email_changed"
  | "deleted"
  | "mail_returned"
  | "mail_refused";

/** What one mail says. */
export interface AccountWords {
  title: string;
  text: string;
  /** What to do when it was not the reader. */
  notYou: string;
}

/** Sentences by kind. */
export const ACCOUNT_WORDS: Readonly<Record<Locale, Record<AccountMailKind, AccountWords>>> = {
  ko: {
    registered: {
      title: "가입해 주셔서 감사합니다",
      text: "주문 내역과 배송지, 장바구니를 계정 하나로 관리하실 수 있습니다.",
      notYou: "직접 가입하지 않으셨다면 이 메일을 무시하셔도 됩니다.",
    },
    registered_by_staff: {
      title: "계정이 만들어졌습니다",
      text: "Edgemart에서 이 주소로 계정을 만들었습니다. 비밀번호를 정하시면 바로 사용하실 수 있습니다.",
      notYou: "요청하신 적이 없다면 이 메일을 무시하셔도 됩니다.",
    },
    disabled: {
      title: "계정이 정지되었습니다",
      text: "모든 기기에서 로그아웃되었으며, 정지가 풀릴 때까지 로그인하실 수 없습니다.",
      notYou: "이유를 모르시겠다면 고객센터에 문의해 주세요.",
    },
    enabled: {
      title: "계정을 다시 사용하실 수 있습니다",
      text: "계정 정지가 풀렸습니다. 다시 로그인해 주세요.",
      notYou: "궁금한 점은 고객센터에 문의해 주세요.",
    },
    role_admin: {
      title: "관리자 권한이 주어졌습니다",
      text: "이 계정으로 이제 쇼핑몰을 관리하실 수 있습니다. 다시 로그인하시면 적용됩니다.",
      notYou: "예상하지 못한 변경이라면 바로 다른 관리자에게 알려 주세요.",
    },
    role_other: {
      title: "계정 권한이 변경되었습니다",
      text: "이 계정으로 하실 수 있는 일이 달라졌습니다. 다시 로그인하시면 적용됩니다.",
      notYou: "예상하지 못한 변경이라면 바로 관리자에게 알려 주세요.",
    },
    email_changed: {
      title: "이메일 주소가 변경되었습니다",
      text: "이제 이 주소로 로그인하시고 메일을 받으시게 됩니다. 다른 기기에서는 로그아웃되었습니다.",
      notYou: "예상하지 못한 변경이라면 바로 고객센터로 알려 주세요.",
    },
    deleted: {
      title: "계정이 삭제되었습니다",
      text: "계정과 배송지, 장바구니를 삭제했습니다. 주문 기록은 법에서 정한 기간 동안만 보관합니다. 그동안 이용해 주셔서 감사합니다.",
      notYou: "직접 삭제하지 않으셨다면 바로 고객센터로 알려 주세요.",
    },
    mail_returned: {
      title: "보내 드린 메일이 되돌아왔습니다",
      text: "등록하신 이메일 주소로 메일이 전달되지 않아 당분간 보내지 않습니다. 주소가 맞는지 확인해 주세요.",
      notYou: "주소를 바꾸시면 바로 다시 보내 드립니다.",
    },
    mail_refused: {
      title: "이메일 발송을 멈추었습니다",
      text: "보내 드린 메일이 스팸으로 신고되어 더 이상 보내지 않습니다. 직접 요청하신 링크만 보내 드립니다.",
      notYou: "실수로 신고하셨다면 고객센터에 문의해 주세요.",
    },
  },
  en: {
    registered: {
      title: "Welcome to Edgemart",
      text: "One account now keeps your orders, addresses and cart.",
      notYou: "If you did not register, you can ignore this mail.",
    },
    registered_by_staff: {
      title: "An account was made for you",
      text: "Edgemart has made an account with this address. Choose a password to use it.",
      notYou: "If you did not ask for it, you can ignore this mail.",
    },
    disabled: {
      title: "Your account is disabled",
      text: "You are signed out on every device, and cannot sign in until it is enabled again.",
      notYou: "If you do not know why, please contact us.",
    },
    enabled: {
      title: "You can use your account again",
      text: "Your account is enabled again. Please sign in.",
      notYou: "If you have a question, please contact us.",
    },
    role_admin: {
      title: "You are an administrator now",
      text: "Your account may manage the shop from your next sign-in on.",
      notYou: "If you did not expect this, tell another administrator at once.",
    },
    role_other: {
      title: "The rights of your account changed",
      text: "What your account may do is different from your next sign-in on.",
      notYou: "If you did not expect this, tell an administrator at once.",
    },
    email_changed: {
      title: "Your e-mail address is changed",
      text: "From now on you sign in with this address, and mails come to it. Your other devices are signed out.",
      notYou: "If you did not expect this, please contact us at once.",
    },
    deleted: {
      title: "Your account is deleted",
      text: "We have deleted your account, its addresses and its cart. Records of orders are kept only for as long as the law says. Thank you for having been with us.",
      notYou: "If you did not delete it, please contact us at once.",
    },
    mail_returned: {
      title: "Our mails to you came back",
      text: "Your e-mail address took no mail, so we send none to it for a while. Please check it.",
      notYou: "With another address mails come again at once.",
    },
    mail_refused: {
      title: "We no longer send you mails",
      text: "A mail of ours was reported as spam, so we send only links that you ask for.",
      notYou: "If that was a mistake, please contact us.",
    },
  },
};

/** Why these mails come. */
export const ACCOUNT_BECAUSE: Readonly<Record<Locale, string>> = {
  ko: "이 메일은 Edgemart 계정에 관한 중요한 안내입니다. 회신하실 수 없습니다.",
  en: "You get this mail because it concerns your Edgemart account. Replies are not read.",
};

/** What their buttons say, and the page behind each. */
export const ACCOUNT_BUTTONS = {
  account: { path: ["account"], label: { ko: "내 계정", en: "Your account" } },
  login: { path: ["login"], label: { ko: "로그인", en: "Sign in" } },
  shop: { path: [], label: { ko: "쇼핑몰로 가기", en: "Visit the shop" } },
} as const satisfies Record<string, { path: readonly string[]; label: Record<Locale, string> }>;
