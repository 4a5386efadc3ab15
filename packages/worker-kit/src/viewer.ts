/** Who asks, as a store needs to know it. */
import type { Identity } from "@edgemart/contracts/identity";

/**
 * A read finds the viewer's own rows, or all where `seesAll`, which is what the token says. A write is decided on the
 * viewer's row of now.
 */
export interface Viewer {
  memberId: string;
  seesAll: boolean;
}

/** Makes the viewer of an identity: by their token administrators see all. */
export function viewerOf({ memberId, role }: Identity): Viewer {
  return { memberId, seesAll: role === "admin" };
}
