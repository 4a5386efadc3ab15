/** Tells the browser who it is signed in as: a name, never a token. */
import { fetchMe } from "#api/account.ts";
import { fetchUnread } from "#api/notifications.ts";
import type { WebConfig } from "#env.ts";
import { readCookie } from "#session/cookies.ts";
import { cookieNames } from "#session/session-cookies.ts";

/** What `/api/me` answers. */
export interface Me {
  member: {
    name: string;
    role: "member" | "admin";
    /** Unread items of the inbox; null when the count came too late, absent when there is no inbox at present. */
    unread?: number | null;
  } | null;
}

/**
 * Answers 200 with the member or null; 401 when a token was refused, so that the session is refreshed and asked again;
 * 503 when it could not be found out.
 */
export async function answerMe(request: Request, config: WebConfig): Promise<Response> {
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const token = readCookie(request.headers.get("cookie"), names.access);
  if (!token) return personal({ member: null }, 200);
  const [me, unread] = await Promise.all([fetchMe(token), askUnread(token)]);
  if (me.ok) {
    const { name, role } = me.value;
    return personal({ member: { name, role, ...unread } }, 200);
  }
  const refused = me.error.code.startsWith("token_") || me.error.code === "not_found";
  return personal({ member: null }, refused ? 401 : 503);
}

/** The name does not depend on the inbox: without an answer there is no bell, without one in time no number. */
async function askUnread(token: string): Promise<{ unread?: number | null }> {
  const asked = await fetchUnread(token);
  if (asked.ok) return { unread: asked.value.count };
  return asked.error.code === "deadline_exceeded" ? { unread: null } : {};
}

function personal(me: Me, status: number): Response {
  return Response.json(me, { status, headers: { "cache-control": "no-store", vary: "cookie" } });
}
