/** Privacy policy in English: what the platform really keeps (docs/storage.md), and for how long. */
import { LEGAL_VERSIONS } from "@edgemart/contracts/consent";
import type { LegalText } from "./legal-text.ts";

/** Holds the privacy policy in English. */
export const privacyEn: LegalText = {
  title: "Privacy policy",
  description: "What we keep, why, and for how long.",
  since: LEGAL_VERSIONS.privacy,
  intro:
    "{company} (“we”) collect what is needed and delete it when it is not. Where the languages differ, the Korean text counts.",
  sections: [
    {
      title: "1. What we collect, and why",
      paragraphs: [
        "Account: email, name, password. For signing in, greeting you and answering you. The password is kept only in a form that cannot be reversed.",
        "Addresses: recipient, telephone number, address. Only those you save yourself.",
        "Cart: product numbers, quantities and the price you last saw. Without signing in it lives in a cookie of this browser alone. Signed in, the home page also shows things like those in it; nothing is recorded for that.",
        "Security records: kind of device, the first part of the network address, country and time of each sign-in. They keep others out and let you check.",
      ],
    },
    {
      title: "2. For how long",
      paragraphs: [
        "Account data until you leave; addresses, password and cart are deleted the moment you do. Sign-in records are deleted when the session ends.",
        "Where the law asks for longer, that data is kept apart for that time.",
      ],
    },
    {
      title: "3. Who else",
      paragraphs: [
        "We neither sell personal data nor use it for advertising. There are no third-party trackers or advertisements here.",
        "The service runs on equipment of Cloudflare, Inc. (hosting) and of our database provider.",
      ],
    },
    {
      title: "4. Cookies",
      paragraphs: [
        "For staying signed in, the cart, and messages shown once. Light or dark, and when the cart last changed, are kept in the browser’s storage. No analytics, no advertising.",
      ],
    },
    {
      title: "5. Your rights",
      paragraphs: [
        "In your account you can see, correct, download and delete your data, and see and end each signed-in device.",
        "Questions: {email}, {phone}",
      ],
    },
    {
      title: "6. Privacy officer",
      paragraphs: [
        "Questions, complaints and requests about personal data go to our privacy officer: {officer} ({email}, {phone})",
        "Accounts are for people of 14 years and older. We keep which terms and which policy you agreed to, and when, as proof under your member number, also after the account is deleted.",
      ],
    },
  ],
};
