/** The six published card numbers of the local payment gateway; no other number is ever accepted. @see specs/payments.md 6 */

/** What becomes of a payment with a test card. */
export type TestCardOutcome =
  | "approved"
  | "declined"
  | "limit_exceeded"
  | "card_expired"
  | "card_stopped"
  /** The money is taken, and the answer is an error 500. */
  | "approved_without_answer";

/** A test card: 16 digits that pass the Luhn check and belong to no one. */
export interface TestCard {
  number: string;
  outcome: TestCardOutcome;
}

/** Every test card. */
export const TEST_CARDS: readonly TestCard[] = [
  { number: "4242424242424242", outcome: "approved" },
  { number: "4000000000000002", outcome: "declined" },
  { number: "4000000000009995", outcome: "limit_exceeded" },
  { number: "4000000000000069", outcome: "card_expired" },
  { number: "4000000000009987", outcome: "card_stopped" },
  { number: "4000000000000119", outcome: "approved_without_answer" },
];

/** Finds a test card by its number, spaces and hyphens ignored; null for any other number. */
export function testCardOf(number: string): TestCard | null {
  const digits = number.replace(/[ -]/g, "");
  return TEST_CARDS.find((card) => card.number === digits) ?? null;
}
