/** Hashes a new password into the form member keeps. */
import { ok, type Result } from "@edgemart/contracts/result";
import { currentKey } from "@edgemart/worker-kit/key-ring";
import { pepperedPassword, storedPassword } from "../core/password-scheme.ts";
import type { Deps } from "../ports.ts";

/** @returns `h2$<kid>$2b$…` · `temporarily_unavailable`: too many hashes wait */
export async function storedHash(
  deps: Deps,
  password: string,
  cost = deps.config.BCRYPT_COST,
): Promise<Result<string, "temporarily_unavailable">> {
  const { AUTH_PEPPERS: peppers } = deps.config;
  const material = pepperedPassword(password, currentKey(peppers));
  const hashed = await deps.hasher.hash(material, cost);
  return hashed.ok ? ok(storedPassword(peppers.current, hashed.value)) : hashed;
}
