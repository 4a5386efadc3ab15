/** How passwords are kept: scheme `h2` = bcrypt over an HMAC with a pepper; legacy bcrypt is still read. Pure. */
import { createHmac } from "node:crypto";
import { normalizePassword, PASSWORD_BYTES_MAX } from "@edgemart/contracts/password";
import { currentKey, type KeyRing } from "@edgemart/worker-kit/key-ring";

/** One bcrypt comparison to make, whatever is stored, so that every answer costs the same. */
export interface PasswordCheck {
  /** What bcrypt hashes. */
  material: string;
  /** What bcrypt compares with: the stored hash or the dummy. */
  hash: string;
  /** False when the comparison only burns the time: its outcome must be ignored. */
  decides: boolean;
  /** True when something is stored that no scheme can read: a fault to report, never an error to show. */
  corrupt: boolean;
}

const BCRYPT = String.raw`\$2[aby]\$(?:0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}`;
const H2 = new RegExp(`^h2\\$([A-Za-z0-9_-]{1,16})(${BCRYPT})$`);
const LEGACY = new RegExp(`^${BCRYPT}$`);
/** bcrypt reads no further, and cycles its key at NUL. */
const BCRYPT_BYTES_MAX = 72;

/**
 * Gives bcrypt's input for a password: base64 of HMAC-SHA-384, 64 characters without NUL, so no length is cut off.
 *
 * @see OWASP Password Storage Cheat Sheet, "Pre-Hashing Passwords with bcrypt"; NIST SP 800-63B-4 §3.1.1.2 (NFKC)
 */
export function pepperedPassword(password: string, pepper: Uint8Array): string {
  return createHmac("sha384", pepper).update(normalizePassword(password)).digest("base64");
}

/** Writes the stored form `h2$<kid>$2b$10$…`. */
export function storedPassword(kid: string, bcryptHash: string): string {
  return `h2$${kid}${bcryptHash}`;
}

/**
 * Plans the one comparison of a sign-in.
 *
 * @param stored null when there is no such account, or one without a password
 * @param cost   bcrypt cost of the dummy, the one new hashes have
 */
export function planPasswordCheck(
  password: string,
  stored: string | null,
  peppers: KeyRing,
  cost: number,
): PasswordCheck {
  const dummy = dummyCheck(password, peppers, cost);
  if (stored === null) return dummy;
  const [, kid = "", hash = ""] = H2.exec(stored) ?? [];
  const pepper = peppers.keys.get(kid);
  if (pepper) {
    const material = pepperedPassword(password, pepper);
    return { material, hash, decides: isPresentable(password), corrupt: false };
  }
  if (!LEGACY.test(stored)) return { ...dummy, corrupt: true };
  const bytes = new TextEncoder().encode(password).length;
  if (!isPresentable(password) || bytes > BCRYPT_BYTES_MAX) return dummy;
  return { material: password, hash: stored, decides: true, corrupt: false };
}

/** Tells whether a string could ever have been set as a password, by today's rules or earlier ones. */
function isPresentable(password: string): boolean {
  // Lone surrogates all encode to U+FFFD: without this check different strings would be one password.
  return (
    password.length <= PASSWORD_BYTES_MAX && !password.includes("\0") && password.isWellFormed()
  );
}

function dummyCheck(password: string, peppers: KeyRing, cost: number): PasswordCheck {
  const pepper = currentKey(peppers);
  const hash = `$2b$${String(cost).padStart(2, "0")}$${"edgemartdummysaltvalu".padEnd(22, "e")}${"a".repeat(31)}`;
  return { material: pepperedPassword(password, pepper), hash, decides: false, corrupt: false };
}
