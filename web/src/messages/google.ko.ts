/** Texts of signing in by Google in Korean; the shape English must have. */
export const googleKo = {
  submit: "Google로 계속하기",
  standIn: "로컬 테스트용",
  or: "또는",
  toLogin: "로그인으로 돌아가기",
  accept: {
    title: "엣지마트 계정 만들기",
    intro: "{email} 주소로 새 계정을 만듭니다. 동의하시기 전에는 아무것도 저장하지 않아요.",
    privacyFacts:
      "수집 항목: 이름, 이메일, Google 계정 식별 번호, 프로필 사진. 이용 목적: 회원 가입과 로그인, 고객 문의. 보유 기간: 탈퇴할 때까지. 동의하지 않을 수 있지만, 그러면 가입할 수 없습니다.",
    submit: "동의하고 가입하기",
    pending: "계정을 만드는 중…",
  },
  link: {
    title: "이미 계정이 있어요",
    intro:
      "{email} 주소를 쓰는 계정이 이미 있습니다. 본인 확인을 한 번 하면 다음부터 Google로 로그인할 수 있어요.",
    submit: "확인하고 연결하기",
    pending: "확인하는 중…",
    other: "연결하지 않으시려면",
  },
  byMail: {
    title: "메일로 본인 확인을 해 주세요",
    intro:
      "{email} 주소를 쓰는 계정이 이미 있습니다. 이 주소로 보내 드리는 링크를 지금 쓰시는 브라우저에서 여시면 계정이 Google과 연결됩니다.",
    submit: "링크 받기",
    pending: "보내는 중…",
  },
  mailed: {
    title: "메일을 확인해 주세요",
    text: "{email} 주소로 링크를 보냈습니다. 1시간 안에 이 브라우저에서 열어 주세요.",
  },
  claim: {
    title: "계정을 Google과 연결합니다",
    intro: "{email} 주소의 계정에 Google 로그인을 연결하고 로그인합니다.",
    password: "계정 비밀번호 (선택)",
    passwordHelp:
      "비밀번호를 입력하시면 계정의 모든 것이 그대로 남습니다. 비워 두시면 비밀번호와 다른 로그인 방법, 저장된 배송지, 장바구니를 지우고 주문 내역만 남깁니다. 직접 만든 계정이 아니라면 비워 두세요.",
    submit: "연결하고 로그인하기",
    pending: "연결하는 중…",
    invalidTitle: "사용할 수 없는 링크입니다",
    invalidText:
      "이미 사용했거나, 새 링크가 발급되었거나, 시간이 지났습니다. 로그인 화면에서 Google로 다시 시작해 주세요.",
    otherTitle: "다른 브라우저에서 여셨어요",
    otherText:
      "여기서는 아무것도 연결되지 않습니다. Google 로그인을 시작하신 브라우저에서 링크를 열어 주세요. 시작하신 적이 없다면 그대로 두시면 됩니다.",
  },
  over: {
    title: "시간이 지나 계속할 수 없어요",
    text: "저장된 것은 없습니다. 로그인 화면에서 다시 시작해 주세요.",
  },
  list: {
    title: "Google 계정",
    intro: "연결해 두면 비밀번호 없이 Google로 로그인할 수 있습니다.",
    linkedAt: "연결한 날",
    lastUsed: "마지막 사용",
    unused: "아직 사용하지 않음",
    link: "Google 계정 연결",
    unlink: "연결 해제",
    unlinkSure: "연결을 해제할까요? Google로 로그인한 다른 기기에서는 로그아웃됩니다.",
    unlinkYes: "해제하기",
    confirmFirst: "Google 계정을 연결하거나 해제하려면 먼저 본인 확인을 해 주세요.",
    prove: "Google로 본인 확인",
    linked: "Google 계정을 연결했습니다.",
    removed: "Google 계정 연결을 해제했습니다.",
    gone: "찾으시는 연결이 없습니다. 이미 해제되었을 수 있어요.",
    last: "Google이 유일한 로그인 방법이라 해제하지 않았습니다. 먼저 비밀번호를 설정하거나 패스키를 추가해 주세요.",
  },
  /** Why it did not work, by code. */
  errors: {
    google_cancelled: "Google 로그인을 취소했습니다.",
    google_other:
      "지금 로그인한 계정과 다른 Google 계정입니다. 연결된 Google 계정으로 다시 확인해 주세요.",
    oidc_state_invalid: "시간이 지났거나 다른 창에서 시작한 로그인입니다. 다시 시작해 주세요.",
    provider_failed: "Google에서 받은 응답이 맞지 않습니다. 다시 시작해 주세요.",
    provider_unavailable:
      "Google이 응답하지 않습니다. 다른 방법으로 로그인하거나 잠시 뒤에 다시 시도해 주세요.",
    provider_email_unverified:
      "Google에서 아직 확인하지 않은 이메일 주소입니다. Google에서 확인하거나 다른 방법으로 로그인해 주세요.",
    email_unverified: "이메일 주소를 먼저 확인해야 Google 계정을 연결할 수 있습니다.",
    identity_taken: "다른 회원이 이미 연결한 Google 계정입니다.",
    identity_exists: "이미 연결된 Google 계정이 있습니다. 먼저 연결을 해제해 주세요.",
    email_taken: "그사이 이 주소로 계정이 만들어졌습니다. 다시 시작해 주세요.",
  },
};

/** Shape of the texts of signing in by Google. */
export type GoogleMessages = typeof googleKo;
