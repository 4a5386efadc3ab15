/** `POST /api/points/charge`: the form that buys points. */
import { webConfig } from "#config.ts";
import { chargeFromForm } from "#domains/points/charge-points.ts";

export function POST(request: Request): Promise<Response> {
  return chargeFromForm(request, webConfig());
}
