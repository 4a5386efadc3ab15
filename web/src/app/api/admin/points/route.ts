/** `POST /api/admin/points`: the form that adjusts a member's points. */
import { webConfig } from "#config.ts";
import { adjustFromForm } from "#domains/admin/points/adjust-points.ts";

export function POST(request: Request): Promise<Response> {
  return adjustFromForm(request, webConfig());
}
