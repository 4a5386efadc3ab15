/** Texts of a member's inbox and notification settings, in Korean; the shape English must have. */
export const notificationsKo = {
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
    readOf: "‘{title}’ 알림을 읽음으로 표시",
    remove: "삭제",
    removeOf: "‘{title}’ 알림 삭제",
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
};

/** Shape of the texts of notifications. */
export type NotificationsMessages = typeof notificationsKo;
