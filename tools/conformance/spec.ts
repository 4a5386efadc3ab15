/** What a list of numbered rules says of its specification. */

/** One specification and its rules. */
export interface Spec {
  /** The word before a number in a test's name: `gateway 17`, `attacks 4, 5`. */
  id: string;
  /** The rule whose parts these are: `57` for tests that name `orders 57.12`. */
  within?: number;
  /** Name of its page, where it is not the word. */
  page?: string;
  title: string;
  /** Number → what it demands, in a few words. */
  rules: readonly (readonly [number: number, demand: string])[];
  /** Rules whose entire proof is elsewhere: number → where. */
  elsewhere: Readonly<Record<number, string>>;
}
