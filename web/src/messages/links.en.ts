/** Texts of mailed links and of the pages they lead to, in English. */
import type { LinkMessages } from "./links.ko.ts";

/** Holds the texts of links in English. */
export const linksEn: LinkMessages = {
  note: {
    mailbox: "On this computer mails go to the local mailbox:",
    mailboxLink: "open it",
    limits:
      "No mail? Look in your spam folder. We send at most 3 mails an hour and 10 a day to one address. If it still does not come,",
    support: "tell customer care",
  },
  forgot: {
    title: "Choose a new password",
    intro: "We send you a link with which you can choose a new password.",
    submit: "Send the link",
    pending: "Sending…",
    mailed:
      "If there is an account with this address, the link is on its way. It works for 30 minutes.",
    other: "Remembered it?",
    otherLink: "Log in",
  },
  reset: {
    waysIn: "Other ways to log in that are removed",
    keep: "Keep the other ways to log in",
    keepHelp: "Tick this only if you are sure that you added all of them yourself.",
  },
  sent: {
    title: "Check your email",
    intro:
      "We have sent a link that finishes your registration. Open it within 24 hours. It went to",
    submit: "Send it again",
    pending: "Sending…",
    again: "If a registration is waiting, its mail is on its way again.",
    wrong: "Is the address wrong?",
    wrongLink: "Register with another one",
    other: "Already have an account?",
    otherLink: "Log in",
    none: "No registration was begun in this browser. Please register again.",
  },
  email: {
    title: "Confirm your e-mail address",
    intro: "The button below confirms that this address is yours:",
    introChange: "The button below makes this the address of your account:",
    introPassword: "You are not logged in here: please enter your password too.",
    introSession: "Your account has no password: log in first, then open the link again.",
    submit: "Confirm",
    pending: "Confirming…",
    changed: "Your e-mail address is changed. Your other devices are logged out.",
    verified: "Your e-mail address is confirmed.",
    invalidTitle: "This link cannot be used",
    invalidText:
      "It has been used, has been replaced by a newer one, or is too old. Please ask for a new one.",
    way: "Go to login and security",
    taken: "This address has an account in the meantime.",
  },
  emailUndo: {
    title: "Take your e-mail address back",
    intro:
      "This address becomes the address of your account again. Every device is logged out, and the password and the other ways to log in are removed. We then send you a link to a new password. The address:",
    submit: "Take it back",
    pending: "Taking it back…",
    undone:
      "The address is yours again. Check your email: with the link in it you choose a new password.",
    invalidText:
      "It has been used, or is more than 7 days old. If it is your account, ask for a new password.",
  },
  change: {
    title: "E-mail address",
    intro: "You log in with it, and mails go there:",
    unverified: "It is not confirmed yet.",
    banner: "Your e-mail address is not confirmed yet.",
    bannerLink: "Confirm it",
    label: "New e-mail address",
    submit: "Change the address",
    pending: "Sending…",
    verify: "Send the link to confirm it",
    asked: "If the address can be used, a link is on its way to it. It works for an hour.",
    verifyAsked: "A link is on its way to your address. It works for 24 hours.",
    same: "This is the address you have.",
  },
  confirm: {
    title: "Finish your registration",
    intro: "The button below opens your account and logs you in. It is for",
    introPassword:
      "You did not register in this browser: please enter the password that you chose then. The account is for",
    submit: "Finish your registration",
    pending: "Opening your account…",
    notMe: "You did not register?",
    refuse: "This was not me",
    refused: "The registration is removed. No account was made.",
    invalidTitle: "This link cannot be used",
    invalidText:
      "It has been used, or is more than 24 hours old. If you have finished your registration, log in; if not, register again.",
  },
};
