/** `GET /api/home?lang=`: the personal part of the home page, for its island. */
import { webConfig } from "#config.ts";
import { answerForYou } from "#domains/home/answer-for-you.ts";

export function GET(request: Request): Promise<Response> {
  return answerForYou(request, webConfig());
}
