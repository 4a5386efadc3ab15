/** The key by which a browser that began something is known again when the mail's link is opened. @see specs/identity.md 10 */
import { z } from "zod";

/** 32 random bytes, base64url. */
export const BrowserKey = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, "must be 32 random bytes in base64url");
