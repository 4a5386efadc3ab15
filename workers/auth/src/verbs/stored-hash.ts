/** Hashes a new password into the form member keeps. */
import { ok, type Result } from "@edgemart/contracts/result";
import { pepperedPassword, storedPassword } from "../core/password-scheme.ts";
import type { Deps } from "../ports.ts";

/** @returns `h2$<kid>$2b$…` · `temporarily_unavailable`: too many hashes wait */
export async function storedHash(
  deps: Deps,
  password: string,
): Promise<Result<string, "temporarily_unavailable">> {
  const { current, keys } = deps.config.AUTH_PEPPERS;
  const pepper = keys.get(current);
  if (!pepper) throw new Error("the current pepper is missing");
  const material = pepperedPassword(password, pepper);
  const hashed = await deps.hasher.hash(material, deps.config.BCRYPT_COST);
  return hashed.ok ? ok(storedPassword(current, hashed.value)) : hashed;
}
