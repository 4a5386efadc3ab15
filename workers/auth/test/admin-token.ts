/** Makes access tokens of new members, signed as auth signs. */
import { newId } from "@edgemart/worker-kit/ids";
import { accessClaims } from "../src/core/access-claims.ts";
import type { TestAuth } from "./fakes.ts";

/** Makes a token of a new administrator, or of a new member. @param ageSeconds how long ago the password was given */
export async function adminToken(
  auth: TestAuth,
  ageSeconds = 0,
  role: "admin" | "member" = "admin",
): Promise<string> {
  const now = Math.floor(auth.clock.ms / 1000);
  const memberId = newId("member");
  const email = `${memberId}@example.com`;
  await auth.members.register(
    { email, name: "Admin", locale: "ko", passwordHash: "none", idempotencyKey: null },
    { requestId: "r", traceparent: "", deadline: 0 },
  );
  const row = auth.members.rows.get(email);
  if (row) row.member = { ...row.member, id: memberId, role };
  const grant = {
    ...{ issuer: auth.config.AUTH_ISSUER, audience: auth.config.AUTH_AUDIENCE, role },
    amr: role === "admin" ? "pwd otp" : "pwd",
    ...{ memberId, sessionId: newId("session"), tokenId: newId("token"), memberVersion: 1, era: 0 },
    ...{ authTime: now - ageSeconds, ttlSeconds: 300, absoluteExpiry: now + 9999, now, spread: 0 },
  };
  return auth.deps.signAccessToken(accessClaims(grant));
}
