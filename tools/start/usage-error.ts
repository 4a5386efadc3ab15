/** Thrown for what the user can mend: printed as one sentence, without a stack. */
export class UsageError extends Error {
  override name = "UsageError";
}
