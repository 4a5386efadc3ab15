/** Texts of a member's inbox and notification settings, in Korean; the shape English must have. */
export const notificationsKo = {
  unsubscribe: {
    title: "메일 수신 거부",
    intro: {
      marketing:
        "아래 버튼을 누르시면 이 메일을 받으신 주소로 광고성 정보를 더 이상 보내지 않습니다. 로그인하지 않으셔도 됩니다.",
      service:
        "아래 버튼을 누르시면 이 메일을 받으신 주소로 서비스 안내 메일을 더 이상 보내지 않습니다. 로그인하지 않으셔도 됩니다.",
    },
    submit: "수신 거부",
    pending: "처리하는 중…",
    settings: "알림 설정 모두 보기",
    doneTitle: "수신을 거부하셨습니다",
    done: {
      marketing:
        "이메일로 광고성 정보를 더 이상 보내지 않습니다. 브라우저 알림 수신 여부는 알림 설정에서 따로 정하실 수 있습니다. 주문과 계정 보안에 관한 메일은 계속 보내 드립니다.",
      service:
        "서비스 안내 메일을 더 이상 보내지 않습니다. 브라우저 알림 수신 여부는 알림 설정에서 따로 정하실 수 있습니다. 주문과 계정 보안에 관한 메일은 계속 보내 드립니다.",
    },
    invalidTitle: "사용할 수 없는 링크입니다",
    invalid:
      "이미 처리되었거나 링크가 올바르지 않습니다. 알림 설정에서 언제든지 수신을 거부하실 수 있습니다.",
  },
  inbox: {
    title: "알림함",
    intro: "주문과 계정에 관한 소식입니다. 90일 동안 보관합니다. 보안에 관한 알림은 1년입니다.",
    unreadCount: "읽지 않은 알림 {count}개",
    allRead: "모두 읽었습니다",
    which: "보기",
    all: "전체",
    unreadOnly: "읽지 않음",
    readAll: "모두 읽음으로 표시",
    unread: "새 알림",
    read: "읽음으로 표시",
    readOf: "읽음으로 표시: {title}",
    remove: "삭제",
    removeOf: "삭제: {title}",
    none: "아직 알림이 없어요",
    noneText: "주문이나 계정에 소식이 생기면 여기에 표시됩니다.",
    noneUnread: "읽지 않은 알림이 없어요",
    noneUnreadText: "새 소식이 오면 여기에 표시됩니다.",
    news: "새 알림이 왔습니다. 눌러서 확인해 주세요.",
    more: "이전 알림 더 보기",
    newest: "최근 알림으로",
    categories: {
      security: "보안",
      account: "계정",
      order: "주문",
      reservation: "예매",
      service: "서비스 안내",
      marketing: "광고",
    },
    done: {
      read: "읽음으로 표시했습니다.",
      read_all: "모두 읽음으로 표시했습니다.",
      removed: "알림을 삭제했습니다.",
    },
    errors: { not_found: "그 알림을 찾을 수 없습니다. 이미 삭제되었을 수 있어요." },
  },
  settings: {
    title: "알림 설정",
    intro:
      "어떤 소식을 메일과 브라우저로 받을지 정합니다. 주문과 계정에 관한 소식은 알림함에서 언제나 볼 수 있어요.",
    mails: "안내 메일",
    always: "결제·취소·환불 안내와 로그인·보안 안내는 항상 메일로 보내 드립니다.",
    order: "배송 안내 메일",
    orderHelp: "상품이 출발하거나 도착했을 때",
    service: "서비스 안내 메일",
    serviceHelp: "약관 변경이나 서비스 점검 같은 소식",
    push: {
      title: "브라우저 알림",
      text: "추가하신 브라우저에 보안 안내와 주문 소식을 바로 알려 드립니다. 잠금 화면에도 보일 수 있어 이름, 상품, 금액은 표시하지 않습니다.",
      offer: {
        title: "주문 소식 받기",
        text: "상품이 출발하거나 도착하면 이 브라우저로 바로 알려 드립니다. 로그인·보안 안내도 함께 보내 드리며, 알림 설정에서 언제든지 바꾸실 수 있습니다. 잠금 화면에도 보일 수 있어 이름, 상품, 금액은 표시하지 않습니다.",
      },
      add: "이 브라우저에서 알림 받기",
      pending: "추가하는 중…",
      on: "이 브라우저에서 알림을 받고 있습니다.",
      scriptless: "이 브라우저를 추가하려면 자바스크립트를 켜 주세요.",
      unsupported: "이 브라우저는 알림을 지원하지 않습니다.",
      install:
        "아이폰과 아이패드에서는 공유 버튼을 눌러 ‘홈 화면에 추가’를 한 뒤, 그 아이콘으로 열어 추가해 주세요.",
      denied:
        "브라우저에서 이 사이트의 알림이 차단되어 있습니다. 브라우저 설정에서 허용한 뒤 다시 눌러 주세요.",
      failed: "브라우저를 추가하지 못했습니다. 잠시 후 다시 눌러 주세요.",
      added: "추가한 시각",
      last: "마지막 알림",
      unused: "아직 보낸 알림이 없습니다",
      remove: "삭제",
      removeOf: "삭제: {browser}",
      security: "로그인·보안 안내",
      order: "주문·배송 소식",
      service: "서비스 안내",
      serviceHelp: "약관 변경이나 서비스 점검 같은 소식",
    },
    marketing: {
      title: "광고성 정보 수신 동의 (선택)",
      agreed: "{day}에 동의하셨습니다.",
      refused: "{day}에 거부하셨습니다.",
      byEmail: {
        title: "이메일",
        text: "Edgemart가 할인, 행사, 새 상품 소식 같은 광고성 정보를 이메일로 보내 드립니다. 동의하지 않으셔도 모든 서비스를 그대로 이용하실 수 있습니다.",
        withdraw:
          "이 화면이나 메일에 있는 수신 거부 링크에서 언제든지 무료로 동의를 철회할 수 있습니다.",
        agree: "이메일로 광고성 정보를 받는 데 동의합니다",
        night: "21시부터 다음 날 8시까지도 이메일로 받는 데 동의합니다",
        nightHelp: "동의하지 않으시면 그 시간의 메일은 8시 이후에 보내 드립니다.",
        save: "이메일 수신 동의 저장",
      },
      byPush: {
        title: "브라우저 알림",
        text: "Edgemart가 할인, 행사, 새 상품 소식 같은 광고성 정보를 추가하신 브라우저에 알림으로 보내 드립니다. 이메일과 별도로 동의하실 수 있으며, 동의하지 않으셔도 모든 서비스를 그대로 이용하실 수 있습니다.",
        withdraw: "이 화면에서 언제든지 무료로 동의를 철회할 수 있습니다.",
        agree: "브라우저 알림으로 광고성 정보를 받는 데 동의합니다",
        night: "21시부터 다음 날 8시까지도 브라우저 알림으로 받는 데 동의합니다",
        nightHelp: "동의하지 않으시면 그 시간의 알림은 8시 이후에 보내 드립니다.",
        save: "브라우저 알림 수신 동의 저장",
      },
    },
    done: {
      saved: "알림 설정을 저장했습니다.",
      consented: "이메일로 광고성 정보를 받는 데 동의하셨습니다. 확인 메일을 보내 드립니다.",
      refused: "이메일로 광고성 정보를 보내지 않습니다. 확인 메일을 보내 드립니다.",
      consented_push:
        "브라우저 알림으로 광고성 정보를 받는 데 동의하셨습니다. 확인 메일을 보내 드립니다.",
      refused_push: "브라우저 알림으로 광고성 정보를 보내지 않습니다. 확인 메일을 보내 드립니다.",
      push_added: "이 브라우저에서 알림을 받습니다.",
      push_removed: "브라우저를 삭제했습니다.",
    },
    errors: {
      devices_full: "브라우저는 10개까지 추가할 수 있습니다. 하나를 삭제한 뒤 다시 눌러 주세요.",
      push_endpoint_refused:
        "이 브라우저의 알림 서비스에는 보낼 수 없습니다. 다른 브라우저를 이용해 주세요.",
      not_found: "이미 삭제된 브라우저입니다.",
      precondition_failed:
        "그사이 다른 창에서 설정이 변경되어 저장하지 않았습니다. 현재 설정을 확인한 뒤 다시 저장해 주세요.",
    },
  },
};

/** Shape of the texts of notifications. */
export type NotificationsMessages = typeof notificationsKo;
