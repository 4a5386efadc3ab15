/** Gives a member everything the shop keeps about it, as a file. */
import { DEFAULT_LOCALE, LOCALES } from "@edgemart/contracts/locale";
import { fetchExport, fetchSessions } from "#api/account.ts";
import { fetchNotificationExport } from "#api/notifications.ts";
import { fetchOrders, fetchPayments } from "#api/orders.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { readCookie } from "#session/cookies.ts";
import { flashCookie } from "#session/flash.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { isSessionOver } from "#session/session-over.ts";
import { everyPage } from "./every-page.ts";

/** Pages of 100 of each list: with them a download stays within the calls that one request may make. */
const PAGES = 4;

/** Answers the file; 303 to the page, which asks for the password or to sign in, when it may not be given. */
export async function exportData(request: Request, config: WebConfig): Promise<Response> {
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const wanted = new URL(request.url).searchParams.get("lang");
  const lang = LOCALES.find((each) => each === wanted) ?? DEFAULT_LOCALE;
  const page = `/${lang}/account/data`;
  const token = readCookie(request.headers.get("cookie"), names.access);
  if (!token) return seeOther(page, []);
  const [kept, sessions, notifications, orders, payments] = await Promise.all([
    fetchExport(token),
    fetchSessions(token),
    fetchNotificationExport(token, lang),
    everyPage((cursor) => fetchOrders(token, { limit: "100", ...(cursor && { cursor }) }), PAGES),
    everyPage((cursor) => fetchPayments(token, cursor), PAGES),
  ]);
  if (kept.ok && sessions.ok && notifications.ok && orders.ok && payments.ok) {
    const file = {
      ...kept.value,
      sessions: sessions.value.items,
      notifications: notifications.value,
      ...{ orders: orders.value, payments: payments.value },
    };
    return new Response(`${JSON.stringify(file, null, 2)}\n`, {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": 'attachment; filename="edgemart-export.json"',
        "cache-control": "private, no-store",
      },
    });
  }
  const failed = [kept, sessions, notifications, orders, payments].find(({ ok }) => !ok);
  const failure = failed && !failed.ok ? failed.error : null;
  const code = failure?.code ?? "temporarily_unavailable";
  if (isSessionOver(code)) return seeOther(page, []);
  const flash = { form: "export", code, fields: {}, typed: {} } as const;
  return seeOther(page, [flashCookie(names.flash, { ...flash, retryAfterSeconds: null })]);
}
