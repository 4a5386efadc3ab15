/** What signing in or registering came to. */
import type { SessionTokens } from "@edgemart/contracts/auth";

/** The answer to the form, and the session it began; null when it was refused. */
export interface Entry {
  answer: Response;
  tokens: Pick<SessionTokens, "accessToken"> | null;
}
