/** Who asks, as a store needs to know it. */
import type { Identity } from "@edgemart/contracts/identity";
import { adminTokenRefusal } from "@edgemart/contracts/mfa";

/**
 * A read finds the viewer's own rows, or all where `seesAll`, which is what the token says. A write is decided on the
 * viewer's row of now.
 */
export interface Viewer {
  memberId: string;
  seesAll: boolean;
}

/** Makes the viewer of an identity: by a token that has proved a second factor administrators see all. */
export function viewerOf(identity: Identity): Viewer {
  return { memberId: identity.memberId, seesAll: adminTokenRefusal(identity) === null };
}
