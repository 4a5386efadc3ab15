/** Texts of signing in by Google in English. */
import type { GoogleMessages } from "./google.ko.ts";

/** Holds the texts of signing in by Google in English. */
export const googleEn: GoogleMessages = {
  submit: "Continue with Google",
  standIn: "local stand-in",
  or: "or",
  toLogin: "Back to log in",
  accept: {
    title: "Create your account",
    intro: "A new account for {email}. Nothing is stored before you agree.",
    privacyFacts:
      "We collect your name, email, the number of your Google account and its picture for your account, your log-ins and your questions, and keep them until you delete the account. You may refuse, but then we cannot open an account.",
    submit: "Agree and create the account",
    pending: "Creating your account…",
  },
  link: {
    title: "You already have an account",
    intro:
      "There is an account with the address {email}. Confirm once that it is yours; from then on you can log in with Google.",
    submit: "Confirm and link",
    pending: "Confirming…",
    other: "Don't want to link them?",
  },
  byMail: {
    title: "Confirm by mail that it is yours",
    intro:
      "There is an account with the address {email}. We send a link to it: open that in this browser, and the account is linked to Google.",
    submit: "Send the link",
    pending: "Sending…",
  },
  mailed: {
    title: "Check your email",
    text: "A link is on its way to {email}. Open it in this browser within an hour.",
  },
  claim: {
    title: "Link your account to Google",
    intro: "This links the account of {email} to Google, and logs you in.",
    password: "Password of the account (optional)",
    passwordHelp:
      "With the password everything of the account stays. Without it we delete the password, the other ways to log in, saved addresses and the cart, and keep the orders. If you did not make this account, leave it empty.",
    submit: "Link and log in",
    pending: "Linking…",
    invalidTitle: "This link cannot be used",
    invalidText:
      "It has been used, has been replaced by a newer one, or is too old. Please start again with Google on the log-in page.",
    otherTitle: "This is another browser",
    otherText:
      "Nothing is linked here. Open the link in the browser in which you began with Google. If you did not begin, you need do nothing.",
  },
  over: {
    title: "That took too long",
    text: "Nothing was stored. Please start again on the log-in page.",
  },
  list: {
    title: "Google account",
    intro: "Link it to log in with Google instead of a password.",
    linkedAt: "Linked",
    lastUsed: "Last used",
    unused: "Not used yet",
    link: "Link a Google account",
    unlink: "Unlink",
    unlinkSure: "Unlink it? Other devices that logged in with Google are logged out.",
    unlinkYes: "Unlink it",
    confirmFirst: "To link or unlink a Google account, first confirm that it is you.",
    prove: "Confirm with Google",
    linked: "Google account linked.",
    removed: "Google account unlinked.",
    gone: "We cannot find that link. It may have been removed already.",
    last: "Google is the only way to log in to your account, so it was not unlinked. Set a password or add a passkey first.",
  },
  errors: {
    google_cancelled: "You cancelled the log-in with Google.",
    google_other:
      "That is another Google account than the one you are logged in with. Confirm with the linked one.",
    oidc_state_invalid: "That took too long, or was started in another window. Please start again.",
    provider_failed: "The answer from Google did not fit. Please start again.",
    provider_unavailable: "Google does not answer. Log in another way, or try again shortly.",
    provider_email_unverified:
      "Google has not confirmed this e-mail address. Confirm it there, or log in another way.",
    email_unverified: "Confirm your e-mail address first, then link your Google account.",
    identity_taken: "Another member has linked this Google account.",
    identity_exists: "A Google account is linked already. Unlink it first.",
    email_taken: "An account with this address was created meanwhile. Please start again.",
  },
};
