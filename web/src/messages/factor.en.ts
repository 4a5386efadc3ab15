/** Texts of the second factor in English. */
import type { FactorMessages } from "./factor.ko.ts";

/** Holds the texts of the second factor in English. */
export const factorEn: FactorMessages = {
  code: {
    title: "Two-step verification",
    intro: "Enter the 6-digit code that your authenticator app shows.",
    introPasskey: "Confirm with your passkey.",
    introStepUp: "The administration needs two-step verification.",
    none: "This account has no two-step verification yet. Get an enrolment code from another administrator, then turn it on in your security settings.",
    noneMember:
      "You have not turned on two-step verification yet. You can do so in your security settings.",
    noneLink: "Open security settings",
    field: "Code",
    help: "A new code appears every 30 seconds.",
    submit: "Confirm",
    pending: "Checking…",
    passkey: { submit: "Confirm with a passkey", pending: "Follow your device…" },
    scriptless: "Confirming with a passkey needs JavaScript.",
    recovery: "Don't have your phone?",
    recoveryText:
      "Enter one of the recovery codes you got when you turned this on. Each works once.",
    recoveryField: "Recovery code",
    recoverySubmit: "Log in with a recovery code",
    support: "No recovery code either? Write to us. We check that it is you, then help.",
    supportPasskey: "You cannot use your passkey? Write to us. We check that it is you, then help.",
    recoveryAgain: "Without your phone, log in again: a recovery code can be entered then.",
    recoveryAgainLink: "Log in again",
    oneFactor:
      "You have a single way to confirm. Without it the administration stays closed, so add another one.",
    supportLink: "Write to customer service",
    again: "Start again",
    wrong: "Enter the code your app shows now.",
    wrongEmpty: "Please enter the 6 digits.",
    over: "That took too long. Please log in again.",
  },
  list: {
    title: "Two-step verification",
    intro:
      "After your password, a code of your authenticator app is asked. A stolen password alone then opens nothing.",
    off: "Two-step verification is off.",
    offAdmin: "Two-step verification is off. The administration needs it.",
    on: "It is on, since",
    left: "{count} {count:recovery code|recovery codes} left.",
    one: "You have a single way to confirm. Without it the administration stays closed, so keep both an authenticator app and a passkey.",
    few: "You have {count} {count:recovery code|recovery codes} left. Get new ones.",
    confirmFirst: "To change this, first confirm above that it is you.",
    start: "Turn on two-step verification",
    starting: "Preparing…",
    replace: "Change to another authenticator app",
    renew: "Get new recovery codes",
    renewText: "Your earlier recovery codes then stop working.",
    turnOff: "Turn off two-step verification",
    turnOffText:
      "Enter a code or a recovery code to turn it off. Your other devices are logged out.",
    turnOffYes: "Turn it off",
    scanTitle: "Add it to your authenticator app",
    scanText:
      "Scan the QR code with your authenticator app, then enter the 6-digit code it shows. You have 10 minutes.",
    scanPicture: "QR code for your authenticator app",
    secret: "You cannot scan it? Type this key instead.",
    field: "Code",
    offField: "Code or recovery code",
    confirm: "Confirm and turn on",
    confirming: "Checking…",
    codesTitle: "Recovery codes",
    codesText:
      "If you lose your phone, each of these logs you in once. They are shown only now: print them or write them down.",
    factor_on:
      "Two-step verification is on. Your other devices are logged out. Keep the recovery codes below.",
    codes_renewed: "New recovery codes made. The earlier ones no longer work.",
    set_up: "Add it to your app and enter a code; then it is on.",
    factor_off: "Two-step verification is off.",
    mfa_invalid: "That code is not right.",
    mfa_required:
      "This log-in cannot change it. Log out, then log in again with two-step verification.",
    last_factor:
      "Administrators cannot turn it off. Change to another app, or add a passkey first.",
    not_found: "Two-step verification is off.",
    enrolField: "Enrolment code",
    enrolHelp:
      "Another administrator creates it on your member page and hands it to you. It works once, within 24 hours.",
    link_invalid: "This enrolment code no longer works. Ask another administrator for a new one.",
  },
};
