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
    title: "Look at your mail",
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
