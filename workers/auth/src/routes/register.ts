/** `POST /api/auth/register`: who registers has no token, so its key must be long enough not to be guessed. */
import { ANONYMOUS_KEY_CHARS_MIN } from "@edgemart/contracts/idempotency-key";
import { presentedKey } from "@edgemart/worker-kit/presented-key";
import { reply } from "@edgemart/worker-kit/reply";
import { register as openAccount } from "../verbs/register.ts";
import { beginRegistration } from "../verbs/register-by-mail.ts";
import type { Route } from "./route.ts";

/** Opens an account and signs it in, or mails the link that does. */
export const register: Route<"register"> = async (c, { body }) => {
  if (c.var.config.REGISTER_MODE === "verify") {
    const begun = await beginRegistration(c.var.deps, body, c.var.caller);
    return begun.ok ? reply(202, { status: "verification_sent" }) : begun;
  }
  const named = presentedKey(c.req, ANONYMOUS_KEY_CHARS_MIN);
  if (!named.ok) return named;
  const made = await openAccount(c.var.deps, body, named.value, c.var.caller);
  return made.ok ? reply(201, made.value) : made;
};
