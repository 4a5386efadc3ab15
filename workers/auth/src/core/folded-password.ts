/** The form in which passwords are compared with a list: letter case and compatibility forms do not count. Pure. */
import { normalizePassword } from "@edgemart/contracts/password";

/** Folds a password, or a word that may be part of one. */
export function foldPassword(text: string): string {
  return normalizePassword(text).toLowerCase();
}
