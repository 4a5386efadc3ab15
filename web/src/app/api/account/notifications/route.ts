/** `POST /api/account/notifications`: the forms of what a member wants to hear of. */
import { webConfig } from "#config.ts";
import { savePreferencesFromForm } from "#domains/notifications/save-preferences.ts";

export function POST(request: Request): Promise<Response> {
  return savePreferencesFromForm(request, webConfig());
}
