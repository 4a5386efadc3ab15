/** Texts of the second factor in Korean; the shape English must have. */
export const factorKo = {
  /** The page that asks for it after the password. */
  code: {
    title: "2단계 인증",
    intro: "인증 앱에 표시된 6자리 코드를 입력해 주세요.",
    introPasskey: "등록한 패스키로 확인해 주세요.",
    introStepUp: "관리자 화면을 열려면 2단계 인증이 필요합니다.",
    none: "이 계정은 2단계 인증을 아직 켜지 않았습니다. 다른 관리자에게 등록 코드를 받은 뒤 보안 설정에서 켜 주세요.",
    noneMember: "아직 2단계 인증을 켜지 않으셨습니다. 보안 설정에서 켤 수 있습니다.",
    noneLink: "보안 설정 열기",
    field: "인증 코드",
    help: "코드는 30초마다 바뀝니다.",
    submit: "확인",
    pending: "확인하는 중…",
    passkey: { submit: "패스키로 확인", pending: "기기에서 확인해 주세요…" },
    scriptless: "패스키로 확인하려면 자바스크립트가 필요합니다.",
    recovery: "휴대폰을 쓸 수 없나요?",
    recoveryText:
      "2단계 인증을 켤 때 받은 복구 코드 하나를 입력하세요. 한 번 쓴 코드는 다시 쓸 수 없습니다.",
    recoveryField: "복구 코드",
    recoverySubmit: "복구 코드로 로그인",
    support: "복구 코드도 없으면 고객센터로 연락해 주세요. 본인인지 확인한 뒤 도와드립니다.",
    supportPasskey:
      "패스키를 쓸 수 없으면 고객센터로 연락해 주세요. 본인인지 확인한 뒤 도와드립니다.",
    recoveryAgain: "휴대폰을 쓸 수 없으면 다시 로그인할 때 복구 코드를 입력할 수 있습니다.",
    recoveryAgainLink: "다시 로그인",
    oneFactor:
      "2단계 인증 수단이 하나뿐입니다. 잃어버리면 관리자 화면을 열 수 없으니 하나 더 추가해 두세요.",
    supportLink: "고객센터에 메일 보내기",
    again: "처음부터 다시 로그인",
    wrong: "앱에 지금 표시된 코드를 입력해 주세요.",
    wrongEmpty: "6자리 숫자를 입력해 주세요.",
    over: "시간이 지나 로그인을 마치지 못했습니다. 다시 로그인해 주세요.",
  },
  list: {
    title: "2단계 인증",
    intro:
      "비밀번호를 입력한 뒤 인증 앱의 코드까지 확인합니다. 비밀번호가 유출되어도 계정을 지킬 수 있어요.",
    off: "2단계 인증이 꺼져 있습니다.",
    offAdmin: "2단계 인증이 꺼져 있습니다. 관리자 화면을 쓰려면 켜야 합니다.",
    on: "켜져 있습니다. 켠 날",
    left: "남은 복구 코드: {count}개",
    one: "2단계 인증 수단이 하나뿐입니다. 잃어버리면 관리자 화면을 열 수 없으니 인증 앱과 패스키를 모두 등록해 두세요.",
    few: "복구 코드가 {count}개 남았습니다. 새 코드를 받아 두세요.",
    confirmFirst: "변경하려면 먼저 위에서 본인 확인을 해 주세요.",
    start: "2단계 인증 켜기",
    starting: "준비하는 중…",
    replace: "다른 인증 앱으로 바꾸기",
    renew: "복구 코드 새로 받기",
    renewText: "새 코드를 받으면 이전 복구 코드는 모두 쓸 수 없게 됩니다.",
    turnOff: "2단계 인증 끄기",
    turnOffText:
      "끄려면 인증 코드나 복구 코드를 입력해 주세요. 다른 기기에서는 모두 로그아웃됩니다.",
    turnOffYes: "끄기",
    scanTitle: "인증 앱에 등록하기",
    scanText:
      "인증 앱으로 QR 코드를 찍은 다음, 앱에 표시된 6자리 코드를 입력하세요. 10분 안에 마쳐 주세요.",
    scanPicture: "인증 앱에 등록할 QR 코드",
    secret: "QR 코드를 찍을 수 없으면 이 키를 직접 입력하세요.",
    field: "인증 코드",
    offField: "인증 코드 또는 복구 코드",
    confirm: "확인하고 켜기",
    confirming: "확인하는 중…",
    codesTitle: "복구 코드",
    codesText:
      "휴대폰을 잃어버렸을 때 코드 하나로 한 번 로그인할 수 있습니다. 지금만 표시되니 인쇄하거나 안전한 곳에 적어 두세요.",
    factor_on:
      "2단계 인증을 켰습니다. 다른 기기에서는 모두 로그아웃되었습니다. 아래 복구 코드를 보관하세요.",
    codes_renewed: "복구 코드를 새로 만들었습니다. 이전 코드는 쓸 수 없습니다.",
    set_up: "인증 앱에 등록한 뒤 코드를 입력하면 켜집니다.",
    factor_off: "2단계 인증을 껐습니다.",
    mfa_invalid: "코드가 맞지 않습니다.",
    mfa_required:
      "이 로그인에서는 변경할 수 없습니다. 로그아웃한 뒤 2단계 인증으로 다시 로그인해 주세요.",
    last_factor:
      "관리자는 2단계 인증을 끌 수 없습니다. 다른 인증 앱으로 바꾸거나 먼저 패스키를 추가해 주세요.",
    not_found: "2단계 인증이 꺼져 있습니다.",
    enrolField: "등록 코드",
    enrolHelp: "다른 관리자가 회원 화면에서 만들어 전해 줍니다. 24시간 안에 한 번 쓸 수 있습니다.",
    link_invalid: "등록 코드를 더는 쓸 수 없습니다. 다른 관리자에게 새 코드를 받아 주세요.",
  },
};

/** Shape of the texts of the second factor. */
export type FactorMessages = typeof factorKo;
