/** Terms of use in English. `{company}`, `{email}`, `{phone}` are filled from the configuration. */
import { LEGAL_VERSIONS } from "@edgemart/contracts/consent";
import type { LegalText } from "./legal-text.ts";

/** Holds the terms of use in English. */
export const termsEn: LegalText = {
  title: "Terms of use",
  description: "What we promise each other when you use Edgemart.",
  since: LEGAL_VERSIONS.terms,
  intro:
    "These terms say what {company} (“we”), who run Edgemart, and you hold to. Where the languages differ, the Korean text counts.",
  sections: [
    {
      title: "1. Your account",
      paragraphs: [
        "You can open an account with an email address and a password. One address makes one account, and the password is yours alone to know.",
        "You can leave at any time. Your account, addresses and cart are then deleted and every device is signed out.",
      ],
    },
    {
      title: "2. Products and prices",
      paragraphs: [
        "Prices are in Korean won and include value added tax. Delivery costs are shown before you order.",
        "Putting something into the cart fixes neither its price nor its stock. If either changes, the cart says so.",
        "Colours in pictures may differ a little from the real thing, depending on your screen.",
      ],
    },
    {
      title: "3. Orders",
      paragraphs: [
        "We do not take orders yet. When we do, these terms will first say when a contract is made, and how payment, delivery and withdrawal work.",
      ],
    },
    {
      title: "4. What not to do",
      paragraphs: [
        "Do not use somebody else’s account, burden the service beyond reason, or work against its security. We may limit use when that happens.",
      ],
    },
    {
      title: "5. Liability",
      paragraphs: [
        "We are liable as the law says. Nothing here takes away a right the law gives consumers.",
      ],
    },
    {
      title: "6. Changes",
      paragraphs: [
        "We announce changes with their date and reason 7 days ahead, or 30 days when they are to your disadvantage.",
        "Questions: {email}, {phone}",
      ],
    },
  ],
};
