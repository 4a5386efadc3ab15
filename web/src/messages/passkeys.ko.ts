/** Texts of passkeys, and of the page they are kept on, in Korean; the shape English must have. */
export const passkeysKo = {
  page: {
    title: "로그인과 보안",
    intro: "비밀번호와 패스키, 로그인된 기기를 한곳에서 관리합니다.",
  },
  list: {
    title: "패스키",
    intro:
      "패스키는 비밀번호 대신 지문이나 얼굴, 화면 잠금으로 로그인하는 방법입니다. 10개까지 만들 수 있어요.",
    empty: "아직 만든 패스키가 없습니다.",
    made: "만든 날",
    lastUsed: "마지막 사용",
    unused: "아직 사용하지 않음",
    synced: "비밀번호 관리자에 저장되어 여러 기기에서 쓸 수 있습니다.",
    single: "한 기기나 보안 키에만 있습니다.",
    suspended: "사용 중지",
    suspendedText:
      "복제되었을 수 있어 더는 로그인에 쓸 수 없습니다. 삭제한 뒤 그 기기에서 새로 만들어 주세요.",
    rename: "이름 변경",
    renameOf: "{name} 패스키 이름 변경",
    name: "패스키 이름",
    nameWrong: "이름을 60자 이내로 입력해 주세요.",
    renameYes: "저장",
    delete: "삭제",
    deleteOf: "{name} 패스키 삭제",
    deleteSure: "이 패스키를 삭제할까요? 이 패스키로는 더 이상 로그인할 수 없습니다.",
    deleteYes: "삭제하기",
    full: "패스키가 10개로 가득 찼습니다. 쓰지 않는 패스키를 삭제하면 더 만들 수 있어요.",
    confirmFirst: "패스키를 추가하거나 삭제하려면 먼저 위에서 본인 확인을 해 주세요.",
    scriptless: "패스키를 추가하려면 자바스크립트가 필요합니다.",
    added: "패스키를 추가했습니다. 다음부터 이 패스키로 로그인할 수 있어요.",
    renamed: "패스키 이름을 변경했습니다.",
    removed: "패스키를 삭제했습니다.",
    gone: "찾으시는 패스키가 없습니다. 이미 삭제되었을 수 있어요.",
    last: "이 패스키가 유일한 로그인 방법이라 삭제하지 않았습니다. 먼저 비밀번호를 설정하거나 다른 패스키를 추가해 주세요.",
  },
  add: { submit: "패스키 추가", pending: "기기에서 확인해 주세요…" },
  confirm: { submit: "패스키로 확인", pending: "기기에서 확인해 주세요…" },
  login: { submit: "패스키로 로그인", pending: "기기에서 확인해 주세요…" },
  /** Why it did not work, by code; `failed` and `exists` are of the browser itself. */
  errors: {
    challenge_invalid: "시간이 지나 확인하지 못했습니다. 다시 시도해 주세요.",
    passkey_invalid: "이 패스키로는 확인할 수 없습니다. 다른 패스키나 비밀번호를 사용해 주세요.",
    passkey_exists: "이미 등록된 패스키입니다.",
    not_found: "사용할 수 있는 패스키가 없습니다. 비밀번호로 확인해 주세요.",
    exists: "이 기기나 비밀번호 관리자에는 이미 패스키가 있습니다.",
    failed: "이 기기에서 패스키를 사용하지 못했습니다. 다시 시도하거나 비밀번호를 사용해 주세요.",
    unsupported: "이 브라우저에서는 패스키를 사용할 수 없습니다.",
    rate_limited: "시도가 너무 많았습니다. 잠시 뒤에 다시 시도해 주세요.",
    unavailable: "지금은 처리할 수 없습니다. 잠시 뒤에 다시 시도해 주세요.",
  },
};

/** Shape of the texts of passkeys. */
export type PasskeyMessages = typeof passkeysKo;
