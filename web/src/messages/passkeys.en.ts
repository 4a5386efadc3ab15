/** Texts of passkeys, and of the page they are kept on, in English. */
import type { PasskeyMessages } from "./passkeys.ko.ts";

/** Holds the texts of passkeys in English. */
export const passkeysEn: PasskeyMessages = {
  page: {
    title: "Log-in and security",
    intro: "Your password, your passkeys and the devices you are logged in on.",
  },
  list: {
    title: "Passkeys",
    intro:
      "With a passkey you log in by fingerprint, face or screen lock instead of a password. You can have up to 10.",
    empty: "You have no passkey yet.",
    made: "Added",
    lastUsed: "Last used",
    unused: "Not used yet",
    synced: "Kept by a password manager, for several devices.",
    single: "Kept on one device or security key only.",
    suspended: "Suspended",
    suspendedText:
      "It may have been copied, so it can no longer be used to log in. Delete it and add a new one on that device.",
    rename: "Rename",
    renameOf: "Rename the passkey {name}",
    name: "Name of the passkey",
    nameWrong: "Please enter a name, up to 60 characters.",
    renameYes: "Save",
    delete: "Delete",
    deleteOf: "Delete the passkey {name}",
    deleteSure: "Delete this passkey? You can then no longer log in with it.",
    deleteYes: "Delete it",
    full: "You have 10 passkeys, the most we keep. Delete one to add another.",
    confirmFirst: "To add or delete a passkey, first confirm above that it is you.",
    scriptless: "Adding a passkey needs JavaScript.",
    added: "Passkey added. You can log in with it from now on.",
    renamed: "Passkey renamed.",
    removed: "Passkey deleted.",
    gone: "We cannot find that passkey. It may have been deleted already.",
    last: "This passkey is the only way to log in to your account, so it was not deleted. Set a password or add another passkey first.",
  },
  add: { submit: "Add a passkey", pending: "Follow your device…" },
  confirm: { submit: "Confirm with a passkey", pending: "Follow your device…" },
  login: { submit: "Log in with a passkey", pending: "Follow your device…" },
  errors: {
    challenge_invalid: "That took too long. Please try again.",
    passkey_invalid: "This passkey cannot be used. Use another passkey or your password.",
    passkey_exists: "This passkey is registered already.",
    not_found: "You have no passkey that can be used. Confirm with your password.",
    exists: "This device or password manager already has a passkey for your account.",
    failed: "The passkey did not work on this device. Try again, or use your password.",
    unsupported: "This browser cannot use passkeys.",
    rate_limited: "Too many attempts. Please try again in a moment.",
    unavailable: "We cannot do this right now. Please try again shortly.",
  },
};
