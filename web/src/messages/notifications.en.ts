/** Texts of a member's inbox and notification settings, in English. */
import type { NotificationsMessages } from "./notifications.ko.ts";

/** Holds the texts of inbox and notification settings in English. */
export const notificationsEn: NotificationsMessages = {
  inbox: {
    title: "Inbox",
    intro: "News of your orders and your account. Kept for 90 days; security notices for a year.",
    unreadCount: "{count} unread",
    allRead: "Everything is read",
    which: "Show",
    all: "All",
    unreadOnly: "Unread",
    readAll: "Mark all as read",
    unread: "New",
    read: "Mark as read",
    readOf: "Mark “{title}” as read",
    remove: "Delete",
    removeOf: "Delete “{title}”",
    none: "Nothing here yet",
    noneText: "When there is news of an order or your account, you will find it here.",
    noneUnread: "Nothing unread",
    noneUnreadText: "What is new will be shown here.",
    news: "Something new has arrived. Show it",
    more: "Older items",
    newest: "Back to the newest",
    categories: {
      security: "Security",
      account: "Account",
      order: "Orders",
      reservation: "Bookings",
      service: "Service",
      marketing: "Advertising",
    },
    done: {
      read: "Marked as read.",
      read_all: "Everything is marked as read.",
      removed: "Deleted.",
    },
    errors: { not_found: "We cannot find that item. It may have been deleted already." },
  },
};
