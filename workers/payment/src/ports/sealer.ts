/** Seals what is personal: an account, the number of a cash receipt, who pays. */

/** Encrypts a text for one row; it opens for no other. */
export interface Sealer {
  seal(text: string, rowId: string): Promise<string>;
  /** @returns null for what does not open: it was sealed for another row or under another secret */
  open(sealed: string, rowId: string): Promise<string | null>;
}
