/** `GET /api/suggest`: what the search field offers. */
import { webConfig } from "#config.ts";
import { answerSuggest } from "#domains/catalog/answer-suggest.ts";

export function GET(request: Request): Promise<Response> {
  return answerSuggest(request, webConfig());
}
