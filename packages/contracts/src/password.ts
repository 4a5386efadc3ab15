/** The form a new password must have; whether it is too common is auth's decision. Pure. */
import { z } from "zod";

/** Least length of a password, in code points. */
export const PASSWORD_POINTS_MIN = 8;
/** Greatest length of a password, in code points. */
export const PASSWORD_POINTS_MAX = 256;
/** Greatest length of a password, in bytes of UTF-8. */
export const PASSWORD_BYTES_MAX = 1024;

/** Brings a password to the one form that is hashed (NIST SP 800-63B-4 §3.1.1.2: NFKC). */
export function normalizePassword(password: string): string {
  return password.normalize("NFKC");
}

/** Tells whether a string may be chosen as a password. @see specs/auth.md item 11 */
export function isPasswordForm(password: string): boolean {
  if (password.includes("\0") || !password.isWellFormed()) return false;
  const points = [...normalizePassword(password)].length;
  const bytes = new TextEncoder().encode(password).length;
  return (
    points >= PASSWORD_POINTS_MIN && points <= PASSWORD_POINTS_MAX && bytes <= PASSWORD_BYTES_MAX
  );
}

/** Parses a new password by its length; common ones are refused by auth. */
export const PasswordInput = z
  .string()
  .refine(isPasswordForm, "must have 8 to 256 characters and no NUL character");
