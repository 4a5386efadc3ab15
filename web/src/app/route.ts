/** `/`, for `next dev` alone. */
import { languagePath } from "../front/language.ts";

/** Sends `/` to a language. The Worker's front answers this first; `next dev` alone comes here. */
export function GET(request: Request): Response {
  const location = languagePath("/", request.headers.get("accept-language")) ?? "/ko";
  return new Response(null, { status: 307, headers: { location, vary: "accept-language" } });
}
