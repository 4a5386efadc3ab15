/** Words for what auth names in its events: how a session was opened, what of a way in was changed. Pure. */
import type { Locale } from "@edgemart/contracts/locale";

/** Ways of signing in, by the name that their event has. */
export const METHODS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  ko: {
    password: "비밀번호",
    passkey: "패스키",
    second_factor: "비밀번호와 추가 인증",
    google: "Google",
  },
  en: {
    password: "Password",
    passkey: "Passkey",
    second_factor: "Password and second factor",
    google: "Google",
  },
};

/** What was changed of a way to sign in, by the name that auth gives it. One that this release does not know is not named. */
export const WHATS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  ko: {
    passkey_added: "패스키 추가",
    passkey_removed: "패스키 삭제",
    passkey_suspended: "패스키 사용 중지",
    counter_not_higher: "패스키가 복제되었을 수 있음",
    factor_on: "2단계 인증 사용 시작",
    factor_replaced: "인증 앱 교체",
    factor_off: "2단계 인증 해제",
    factor_reset: "관리자가 2단계 인증 초기화",
    recovery_codes_renewed: "복구 코드 재발급",
    recovery_used: "복구 코드 사용",
    reset_link_made: "관리자가 새 비밀번호 링크를 만듦",
    enrolment_link_made: "관리자가 2단계 인증 등록 링크를 만듦",
    google_linked: "Google 계정 연결",
    google_unlinked: "Google 계정 연결 해제",
    reset: "메일로 받은 링크로 새 비밀번호 설정(남기기로 하지 않은 다른 로그인 방법은 삭제됨)",
  },
  en: {
    passkey_added: "Passkey added",
    passkey_removed: "Passkey deleted",
    passkey_suspended: "Passkey suspended",
    counter_not_higher: "A passkey may have been copied",
    factor_on: "Second factor turned on",
    factor_replaced: "Authenticator app replaced",
    factor_off: "Second factor turned off",
    factor_reset: "Second factor reset by an administrator",
    recovery_codes_renewed: "New recovery codes",
    recovery_used: "Recovery code used",
    reset_link_made: "A link to a new password was made by an administrator",
    enrolment_link_made: "A link to a second factor was made by an administrator",
    google_linked: "Google account linked",
    google_unlinked: "Google account unlinked",
    reset: "New password by a mailed link; other ways in that were not kept were removed",
  },
};
