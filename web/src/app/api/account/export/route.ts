/** `GET /api/account/export`: everything kept about the member, as a file. */
import { webConfig } from "#config.ts";
import { exportData } from "#domains/account/data/export-data.ts";

export function GET(request: Request): Promise<Response> {
  return exportData(request, webConfig());
}
