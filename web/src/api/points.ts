/** A member's points. */
import { PointBalance, PointHistory, type PointType } from "@edgemart/contracts/points";
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

/** Asks for a page of what moved them, the newest first. */
export function fetchPointHistory(
  accessToken: string,
  { type, cursor }: { type: PointType | null; cursor: string | null },
): Promise<Result<PointHistory>> {
  const query = new URLSearchParams({
    limit: "20",
    ...(type && { type }),
    ...(cursor && { cursor }),
  });
  const path = `/api/points/history?${query}`;
  return askGateway(PointHistory, { path, credential: bearer(accessToken) });
}
