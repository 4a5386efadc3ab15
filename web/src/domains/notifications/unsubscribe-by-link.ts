/** Refuses one category of mails by the link that a mail brought; without signing in. @see specs/notifications.md 27 */
import { unsubscribe } from "#api/notifications.ts";
import type { WebConfig } from "#env.ts";
import { done, readPosted, refused } from "#forms/posted/submission.ts";
import { clearedLink, readLinkToken } from "#session/one-time-link.ts";

/** Answers 303 to the page, which says what was refused or that the link was not good. */
export async function unsubscribeByLink(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { cookie, names } = posted;
  const place = { name: "unsubscribe", path: "/unsubscribe", typed: {} } as const;
  const token = readLinkToken(cookie, names.link, "unsubscribe");
  if (!token) return refused(posted, place, { code: "link_invalid" });
  const answer = await unsubscribe(token);
  // The shop may be able to do it in a moment: the link stays.
  if (!answer.ok) return refused(posted, place, answer.error);
  const spent = clearedLink(names.link);
  const { refused: category } = answer.value;
  if (category !== null) return done(posted, place, `refused_${category}`, { cookies: [spent] });
  const response = refused(posted, place, { code: "link_invalid" });
  response.headers.append("set-cookie", spent);
  return response;
}
