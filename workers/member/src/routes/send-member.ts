/** Answers with one member, as far as the viewer may see it. */
import { err } from "@edgemart/contracts/result";
import { versioned } from "@edgemart/worker-kit/reply";
import type { Viewer } from "@edgemart/worker-kit/viewer";
import type { Deps } from "../ports.ts";

/** @returns the member with its version as the tag · `not_found`: missing, deleted or not the viewer's to see */
export async function sendMember(deps: Deps, id: string, viewer: Viewer) {
  const found = await deps.members.find(id, viewer);
  return found ? versioned(200, found) : err("not_found");
}
