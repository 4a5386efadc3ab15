/** Texts of a member's inbox and notification settings, in English. */
import type { NotificationsMessages } from "./notifications.ko.ts";

/** Holds the texts of inbox and notification settings in English. */
export const notificationsEn: NotificationsMessages = {
  unsubscribe: {
    title: "Unsubscribe",
    intro: {
      marketing:
        "Press the button and we send no more advertising to the address that got this email. You need not sign in.",
      service:
        "Press the button and we send no more emails about the service to the address that got this one. You need not sign in.",
    },
    submit: "Unsubscribe",
    pending: "Unsubscribing…",
    settings: "See all notification settings",
    doneTitle: "You are unsubscribed",
    done: {
      marketing:
        "We send you no more advertising by email. What your browsers show is chosen in your notification settings. Emails about your orders and your account's security still come.",
      service:
        "We send you no more emails about the service. What your browsers show is chosen in your notification settings. Emails about your orders and your account's security still come.",
    },
    invalidTitle: "This link cannot be used",
    invalid:
      "It was used already, or it is not complete. You can unsubscribe in your notification settings at any time.",
  },
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
    readOf: "Mark as read: {title}",
    remove: "Delete",
    removeOf: "Delete: {title}",
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
  settings: {
    title: "Notification settings",
    intro:
      "Choose what you get by email and in your browsers. News of your orders and your account is always in your inbox.",
    mails: "Emails",
    always: "Receipts, cancellations, refunds and security notices always come by email.",
    order: "Emails about delivery",
    orderHelp: "When a parcel is on its way, and when it has arrived",
    service: "Emails about the service",
    serviceHelp: "Such as new terms or maintenance",
    push: {
      title: "Browser notifications",
      text: "Browsers that you add show security notices and news of your orders at once. They may stand on a lock screen, so no name, item or amount is in them.",
      offer: {
        title: "News of your order",
        text: "This browser can tell you when your parcel leaves and arrives, and of sign-ins too; your notification settings change that at any time. It may show on a lock screen, so there is no name, item or amount in it.",
      },
      add: "Notify me in this browser",
      pending: "Adding…",
      on: "You are notified in this browser.",
      scriptless: "To add this browser, please turn on JavaScript.",
      unsupported: "This browser has no notifications.",
      install:
        "On an iPhone or iPad, press Share, choose “Add to Home Screen”, open the shop from there and add it.",
      denied:
        "Notifications of this site are blocked. Allow them in the settings of your browser, then press again.",
      failed: "This browser could not be added. Please press again in a moment.",
      added: "Added",
      last: "Last notification",
      unused: "Nothing has been sent yet",
      remove: "Remove",
      removeOf: "Remove: {browser}",
      security: "Sign-in and security",
      order: "Orders and delivery",
      service: "News of the service",
      serviceHelp: "Such as new terms or maintenance",
    },
    marketing: {
      title: "Advertising (optional)",
      agreed: "You agreed on {day}.",
      refused: "You refused on {day}.",
      byEmail: {
        title: "Email",
        text: "Edgemart sends you advertising by email: discounts, events and new products. Without it everything else stays as it is.",
        withdraw:
          "You can withdraw at any time, free of charge: here, or by the link at the end of each such email.",
        agree: "I agree to get advertising by email",
        night: "Emails also between 21:00 and 08:00 in Korea",
        nightHelp: "Otherwise emails of these hours wait until 08:00.",
        save: "Save for email",
      },
      byPush: {
        title: "Browser notifications",
        text: "Edgemart shows you advertising in the browsers that you added: discounts, events and new products. It is agreed to apart from email, and without it everything else stays as it is.",
        withdraw: "You can withdraw here at any time, free of charge.",
        agree: "I agree to get advertising by browser notification",
        night: "Notifications also between 21:00 and 08:00 in Korea",
        nightHelp: "Otherwise notifications of these hours wait until 08:00.",
        save: "Save for browser notifications",
      },
    },
    done: {
      saved: "Your settings have been saved.",
      consented: "You agreed to advertising by email. We confirm this by email.",
      refused: "We send you no advertising by email. We confirm this by email.",
      consented_push:
        "You agreed to advertising by browser notification. We confirm this by email.",
      refused_push: "We send you no advertising by browser notification. We confirm this by email.",
      push_added: "You are notified in this browser now.",
      push_removed: "The browser has been removed.",
    },
    errors: {
      devices_full: "Ten browsers are added already. Remove one of them, then press again.",
      push_endpoint_refused:
        "We cannot write to the push service of this browser. Please use another one.",
      not_found: "That browser has been removed already.",
      precondition_failed:
        "Your settings were changed in another window, so nothing was saved. Please check them and save again.",
    },
  },
};
