/** Sentences of mails about links and sign-in, in both languages. Pure. */
import type { Locale } from "@edgemart/contracts/locale";

/** A template of a mail about a link or sign-in. */
export type AuthTemplate =
  | "link_register"
  | "link_reset"
  | "link_verify"
  | "link_claim"
  | "link_email_change"
  | "link_email_undo"
  | "email_change_notice"
  | "registration_repeated"
  | "email_change_refused"
  | "new_device"
  | "password_changed"
  | "factor_changed"
  | "sign_in_blocked"
  | "factor_blocked";

/** What one mail says. */
interface Words {
  title: string;
  text: string;
  /** What its button does. */
  button: string;
  /** What to do for who did not ask for it. */
  notYou: string;
}

/** Sentences by language and template. */
export const AUTH_WORDS: Readonly<Record<Locale, Record<AuthTemplate, Words>>> = {
  ko: {
    link_register: {
      title: "이메일 주소를 확인해 주세요",
      text: "아래 버튼을 누르고 확인하시면 회원 가입이 끝납니다.",
      button: "가입 마치기",
      notYou:
        "가입하신 적이 없다면 아무것도 하지 않으셔도 됩니다. 계정은 만들어지지 않습니다. 링크를 열어 ‘제가 신청하지 않았습니다’를 누르시면 바로 지워집니다.",
    },
    link_reset: {
      title: "비밀번호를 새로 정해 주세요",
      text: "아래 버튼을 눌러 새 비밀번호를 정하실 수 있습니다. 전에 받으신 링크는 더 이상 쓸 수 없습니다.",
      button: "새 비밀번호 정하기",
      notYou:
        "요청하신 적이 없다면 아무것도 하지 않으셔도 됩니다. 비밀번호는 그대로입니다. 이 링크를 다른 사람에게 보내지 마세요.",
    },
    link_verify: {
      title: "이메일 주소를 확인해 주세요",
      text: "이 주소가 회원님의 것인지 확인합니다.",
      button: "주소 확인하기",
      notYou: "이 계정을 만드신 적이 없다면 누르지 마세요. 그대로 두시면 됩니다.",
    },
    link_claim: {
      title: "계정을 연결해 주세요",
      text: "이 주소로 만든 계정이 있습니다. 로그인하시던 브라우저에서 아래 버튼을 누르시면 연결됩니다.",
      button: "계정 연결하기",
      notYou: "로그인하시던 중이 아니라면 누르지 마세요. 그대로 두시면 됩니다.",
    },
    link_email_change: {
      title: "새 이메일 주소를 확인해 주세요",
      text: "아래 버튼을 누르고 확인하시면 계정의 이메일 주소가 이 주소로 바뀝니다.",
      button: "새 주소 확인하기",
      notYou:
        "요청하신 적이 없다면 누르지 마세요. 누군가 주소를 잘못 적었을 수 있습니다. 그대로 두시면 아무것도 바뀌지 않습니다.",
    },
    link_email_undo: {
      title: "이메일 주소가 변경되었습니다",
      text: "회원님 계정의 이메일 주소가 다른 주소로 바뀌었습니다. 직접 바꾸셨다면 아무것도 하지 않으셔도 됩니다.",
      button: "본인이 아니라면 되돌리기",
      notYou:
        "되돌리시면 이 주소가 다시 계정의 주소가 되고, 모든 기기에서 로그아웃되며, 비밀번호와 그 밖의 로그인 방법이 삭제됩니다. 새 비밀번호를 정하실 링크도 함께 보내 드립니다.",
    },
    email_change_notice: {
      title: "이메일 주소를 바꾸려는 요청이 있었습니다",
      text: "회원님의 계정에서 이메일 주소를 다른 주소로 바꾸려고 합니다. 새 주소에서 확인해야 바뀝니다.",
      button: "본인이 아니라면 비밀번호 바꾸기",
      notYou:
        "본인이 요청하셨다면 아무것도 하지 않으셔도 됩니다. 아니라면 지금 비밀번호를 새로 정해 주세요. 요청은 취소됩니다.",
    },
    registration_repeated: {
      title: "이미 가입하신 주소입니다",
      text: "이 주소로 회원 가입을 신청하셨지만, 이미 계정이 있습니다. 로그인하시거나 비밀번호를 새로 정하실 수 있습니다.",
      button: "로그인",
      notYou: "신청하신 적이 없다면 아무것도 하지 않으셔도 됩니다. 계정은 그대로입니다.",
    },
    email_change_refused: {
      title: "다른 계정에서 이 주소를 쓰려고 했습니다",
      text: "누군가 자기 계정의 이메일 주소를 이 주소로 바꾸려고 했습니다. 이미 회원님의 주소이므로 바뀌지 않았습니다.",
      button: "내 계정 보기",
      notYou: "아무것도 하지 않으셔도 됩니다. 회원님의 계정은 그대로입니다.",
    },
    new_device: {
      title: "새 기기에서 로그인했습니다",
      text: "처음 보는 브라우저에서 회원님의 계정으로 로그인했습니다.",
      button: "로그인된 기기 보기",
      notYou: "본인이 아니라면 위 화면에서 그 기기를 로그아웃하고 비밀번호를 바꿔 주세요.",
    },
    password_changed: {
      title: "비밀번호가 변경되었습니다",
      text: "계정의 비밀번호가 바뀌었고, 다른 기기에서는 모두 로그아웃되었습니다.",
      button: "본인이 아니라면 비밀번호 다시 정하기",
      notYou: "본인이 바꾸셨다면 아무것도 하지 않으셔도 됩니다.",
    },
    factor_changed: {
      title: "로그인 수단이 변경되었습니다",
      text: "패스키나 추가 인증 등 계정에 로그인하는 수단이 바뀌었습니다.",
      button: "보안 설정 보기",
      notYou: "본인이 바꾸지 않으셨다면 보안 설정을 확인하고 비밀번호를 바꿔 주세요.",
    },
    sign_in_blocked: {
      title: "비밀번호가 여러 번 틀렸습니다",
      text: "회원님의 계정에 틀린 비밀번호가 여러 번 입력되어, 처음 보는 브라우저에서는 잠시 기다려야 로그인할 수 있습니다. 쓰시던 브라우저에서는 그대로 로그인하실 수 있습니다.",
      button: "보안 설정 보기",
      notYou:
        "본인이 아니라면, 그 사람은 비밀번호를 맞히지 못했습니다. 다른 곳에서도 쓰는 비밀번호라면 새로 정해 주세요. 패스키나 추가 인증을 켜 두시면 더 안전합니다.",
    },
    factor_blocked: {
      title: "추가 인증 코드가 여러 번 틀렸습니다",
      text: "누군가 올바른 비밀번호를 입력한 뒤 추가 인증 코드를 여러 번 틀렸습니다. 그래서 15분 동안은 코드를 받지 않습니다.",
      button: "보안 설정 보기",
      notYou:
        "본인이 아니라면 누군가 비밀번호를 알고 있습니다. 지금 비밀번호를 바꿔 주세요. 추가 인증 덕분에 로그인되지는 않았습니다.",
    },
  },
  en: {
    link_register: {
      title: "Confirm your e-mail address",
      text: "Open the page below and confirm: your account is ready then.",
      button: "Finish your registration",
      notYou:
        "If you did not register, you can ignore this email; no account will be created. Or open the page and choose “This was not me” to remove it at once.",
    },
    link_reset: {
      title: "Choose a new password",
      text: "You can choose a new password on the page below. Earlier links no longer work.",
      button: "Choose a new password",
      notYou:
        "If you did not ask for this, you need do nothing: your password stays. Do not send this link to anyone.",
    },
    link_verify: {
      title: "Confirm your e-mail address",
      text: "This confirms that the address is yours.",
      button: "Confirm the address",
      notYou: "If you never made this account, do not press it. You can ignore this email.",
    },
    link_claim: {
      title: "Connect your account",
      text: "There is an account with this address. Open the page below in the browser in which you were signing in.",
      button: "Connect your account",
      notYou: "If you were not signing in, do not press it. You can ignore this email.",
    },
    link_email_change: {
      title: "Confirm your new e-mail address",
      text: "Open the page below and confirm: your account then has this address.",
      button: "Confirm the new address",
      notYou:
        "If you did not ask for this, do not press it: somebody may have mistyped an address. Nothing changes if you do nothing.",
    },
    link_email_undo: {
      title: "The e-mail address of your account is changed",
      text: "Your account has another e-mail address now. If you changed it, you need do nothing.",
      button: "This was not me: change it back",
      notYou:
        "Changing it back makes this the address of your account again, signs every device out, and removes the password and the other ways to sign in. We then send you a link to a new password.",
    },
    email_change_notice: {
      title: "Somebody asked to change your e-mail address",
      text: "Your account is to get another e-mail address. It changes when the new address is confirmed.",
      button: "This was not me: change the password",
      notYou:
        "If it was you, you need do nothing. If it was not, choose a new password now: the request is void then.",
    },
    registration_repeated: {
      title: "You already have an account",
      text: "Somebody registered with this address, and it already has an account. You can sign in, or choose a new password.",
      button: "Sign in",
      notYou: "If it was not you, you need do nothing. Your account stays as it is.",
    },
    email_change_refused: {
      title: "Somebody tried to use your address",
      text: "Somebody wanted to move an account to this address. It is yours already, so nothing was changed.",
      button: "See your account",
      notYou: "You can ignore this email. Your account stays as it is.",
    },
    new_device: {
      title: "A new device signed in",
      text: "Your account was signed in to from a browser that it does not know.",
      button: "See your devices",
      notYou: "If it was not you, sign that device out on this page and change your password.",
    },
    password_changed: {
      title: "Your password was changed",
      text: "The password of your account was changed, and other devices are signed out.",
      button: "Not you? Choose a new password",
      notYou: "If you did it, there is nothing to do.",
    },
    factor_changed: {
      title: "A way to sign in was changed",
      text: "A passkey or another way to sign in to your account was changed.",
      button: "See your security settings",
      notYou: "If you did not do it, check these settings and change your password.",
    },
    sign_in_blocked: {
      title: "Several wrong passwords were tried",
      text: "Wrong passwords were entered for your account several times, so browsers that it does not know have to wait before they can sign in. A browser that you have used can sign in as always.",
      button: "See your security settings",
      notYou:
        "If it was not you, they did not guess your password. If you use it elsewhere too, choose a new one; a passkey or a second factor protects you further.",
    },
    factor_blocked: {
      title: "Several wrong codes were tried",
      text: "Somebody entered your password correctly and then a wrong code several times. No code is taken for 15 minutes.",
      button: "See your security settings",
      notYou:
        "If it was not you, somebody knows your password: change it now. The second factor kept them out.",
    },
  },
};

/** What `link_reset` says when its member did not ask for it: staff had it sent. */
export const RESET_BY_STAFF: Readonly<Record<Locale, Words>> = {
  ko: {
    title: "비밀번호를 새로 정해 주세요",
    text: "Edgemart 직원이 회원님께 새 비밀번호를 정하실 링크를 보내 드립니다. 전에 받으신 링크는 더 이상 쓸 수 없습니다.",
    button: "새 비밀번호 정하기",
    notYou:
      "도움을 요청하신 적이 없다면 아무것도 하지 않으셔도 됩니다. 비밀번호는 그대로입니다. 직원도 이 링크를 알려 달라고 하지 않습니다. 다른 사람에게 보내지 마세요.",
  },
  en: {
    title: "Choose a new password",
    text: "The staff of Edgemart sent you this link, with which you can choose a new password. Earlier links no longer work.",
    button: "Choose a new password",
    notYou:
      "If you did not ask us for help, you need do nothing: your password stays. Our staff never ask for this link. Do not send it to anyone.",
  },
};

/** Why such a mail came. */
export const AUTH_BECAUSE: Readonly<Record<Locale, string>> = {
  ko: "이 메일은 Edgemart에서 이 주소로 요청이 있어 보내 드립니다. 회신하실 수 없습니다.",
  en: "You get this mail because this address was given at Edgemart. Replies are not read.",
};
