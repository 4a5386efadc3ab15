/** A member's points. */
import { PointBalance } from "@edgemart/contracts/points";
import type { Result } from "@edgemart/contracts/result";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

/** Asks what a member has and can spend. */
export function fetchPoints(accessToken: string): Promise<Result<PointBalance>> {
  return askGateway(PointBalance, {
    path: "/api/points/balance",
    credential: bearer(accessToken),
  });
}
