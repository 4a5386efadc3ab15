/** Texts of mailed links and of the pages they lead to, in Korean. */

/** Holds the texts of links in Korean; its shape is the one English must have. */
export const linksKo = {
  note: {
    mailbox: "이 컴퓨터의 메일은 로컬 메일함에 있습니다:",
    mailboxLink: "메일함 열기",
    limits:
      "메일이 오지 않으면 스팸함을 확인해 주세요. 한 주소로는 1시간에 3통, 하루에 10통까지만 보냅니다. 그래도 오지 않나요?",
    support: "고객센터로 알려 주세요",
  },
  forgot: {
    title: "비밀번호 다시 정하기",
    intro: "가입하신 이메일 주소로 새 비밀번호를 정할 수 있는 링크를 보내 드립니다.",
    submit: "링크 받기",
    pending: "보내는 중…",
    mailed: "이 주소로 가입한 계정이 있다면 링크를 보냈습니다. 링크는 30분 동안 쓸 수 있습니다.",
    other: "비밀번호가 기억나셨나요?",
    otherLink: "로그인",
  },
  reset: {
    waysIn: "함께 삭제되는 다른 로그인 방법",
    keep: "다른 로그인 방법은 그대로 두기",
    keepHelp: "모두 직접 등록하신 것이 확실할 때만 선택해 주세요.",
  },
  sent: {
    title: "메일을 확인해 주세요",
    intro: "가입을 마칠 수 있는 링크를 보냈습니다. 24시간 안에 열어 주세요. 받는 주소:",
    submit: "메일 다시 받기",
    pending: "보내는 중…",
    again: "기다리는 가입 신청이 있다면 메일을 다시 보냈습니다.",
    wrong: "주소를 잘못 적으셨나요?",
    wrongLink: "다른 주소로 가입하기",
    other: "이미 계정이 있으신가요?",
    otherLink: "로그인",
    none: "이 브라우저에서 신청한 가입이 없습니다. 다시 신청해 주세요.",
  },
  email: {
    title: "이메일 주소 확인",
    intro: "아래 버튼을 누르면 이 주소가 회원님의 것으로 확인됩니다:",
    introChange: "아래 버튼을 누르면 계정의 이메일 주소가 이 주소로 바뀝니다:",
    introPassword: "이 브라우저에서는 로그인하지 않으셔서 비밀번호도 확인합니다.",
    introSession: "비밀번호가 없는 계정입니다. 먼저 로그인하신 다음 링크를 다시 열어 주세요.",
    submit: "확인하기",
    pending: "확인하는 중…",
    changed: "이메일 주소가 변경되었습니다. 다른 기기에서는 로그아웃되었습니다.",
    verified: "이메일 주소를 확인했습니다.",
    invalidTitle: "사용할 수 없는 링크입니다",
    invalidText:
      "이미 사용했거나, 새 링크가 발급되었거나, 시간이 지났습니다. 새 링크를 받아 주세요.",
    way: "로그인·보안으로",
    taken: "그사이 이 주소로 다른 계정이 만들어졌습니다.",
  },
  emailUndo: {
    title: "이메일 주소 되돌리기",
    intro:
      "이 주소가 다시 계정의 주소가 됩니다. 모든 기기에서 로그아웃되고, 비밀번호와 그 밖의 로그인 방법이 삭제됩니다. 새 비밀번호를 정하실 링크를 메일로 보내 드립니다. 되돌릴 주소:",
    submit: "되돌리기",
    pending: "되돌리는 중…",
    undone: "주소를 되돌렸습니다. 메일로 보내 드린 링크에서 새 비밀번호를 정해 주세요.",
    invalidText: "이미 사용했거나 7일이 지났습니다. 회원님의 계정이라면 새 비밀번호를 정해 주세요.",
  },
  change: {
    title: "이메일 주소",
    intro: "로그인하실 때 쓰고, 메일을 받으시는 주소입니다:",
    unverified: "아직 확인되지 않은 주소입니다.",
    banner: "이메일 주소가 아직 확인되지 않았습니다.",
    bannerLink: "확인하기",
    label: "새 이메일 주소",
    submit: "주소 바꾸기",
    pending: "보내는 중…",
    verify: "확인 링크 받기",
    asked: "쓸 수 있는 주소라면 그 주소로 링크를 보냈습니다. 링크는 1시간 동안 쓸 수 있습니다.",
    verifyAsked: "회원님의 주소로 링크를 보냈습니다. 링크는 24시간 동안 쓸 수 있습니다.",
    same: "지금 쓰시는 주소입니다.",
  },
  confirm: {
    title: "가입 마치기",
    intro: "아래 버튼을 누르면 가입이 끝나고 로그인됩니다. 가입하는 주소:",
    introPassword:
      "가입을 신청하신 브라우저가 아니어서, 그때 정하신 비밀번호를 확인합니다. 가입하는 주소:",
    submit: "가입 마치기",
    pending: "계정을 만드는 중…",
    notMe: "가입을 신청하신 적이 없나요?",
    refuse: "제가 신청하지 않았습니다",
    refused: "가입 신청을 삭제했습니다. 계정은 만들어지지 않았습니다.",
    invalidTitle: "사용할 수 없는 링크입니다",
    invalidText:
      "이미 사용했거나 24시간이 지났습니다. 가입을 마치셨다면 로그인하시고, 아니라면 다시 가입해 주세요.",
  },
};
/** The texts of links. */
export type LinkMessages = typeof linksKo;
