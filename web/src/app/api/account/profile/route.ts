/** `POST /api/account/profile`: the profile form. */
import { webConfig } from "#config.ts";
import { saveProfile } from "#domains/account/profile/save-profile.ts";

export function POST(request: Request): Promise<Response> {
  return saveProfile(request, webConfig());
}
