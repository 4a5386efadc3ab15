/**
 * `POST /api/notifications/unsubscribe/:token`: one click of a mail program, or the page's button.
 *
 * Mail servers send neither cookie nor `Origin`, so the token alone is the right, and a form is answered 200 whatever it was.
 *
 * @see specs/notifications.md 27
 */

import { err } from "@edgemart/contracts/result";
import { ONE_CLICK } from "@edgemart/contracts/unsubscribe";
import { readBody } from "@edgemart/worker-kit/read-body";
import { reply } from "@edgemart/worker-kit/reply";
import type { Route } from "./route.ts";

/** RFC 8058 §3.2: a body is a form of either kind. */
const FORMS = ["application/x-www-form-urlencoded", "multipart/form-data"] as const;
const BOUNDS = { bytesMax: 4 * 1024, withinMs: 4_000 };

/** Refuses what the token names; without the field of a click nothing. */
export const unsubscribe: Route<"unsubscribe"> = async (c, { params }) => {
  const { preferences, unsubscribeTokens } = c.var.deps;
  const type = c.req.header("content-type") ?? FORMS[0];
  if (!FORMS.some((form) => type.toLowerCase().startsWith(form))) {
    return err("unsupported_media_type");
  }
  const read = await readBody(c.req.raw.body, BOUNDS);
  if (!read.ok) return read;
  const refusal = (await isClick(type, read.value)) ? unsubscribeTokens.read(params.token) : null;
  if (refusal) await preferences.refuse(refusal, c.var.requestId);
  return reply(200, { refused: refusal?.category ?? null });
};

async function isClick(type: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    const headers = { "content-type": type };
    const form = await new Response(bytes, { headers }).formData();
    return form.get(ONE_CLICK.name) === ONE_CLICK.value;
  } catch {
    return false; // no form
  }
}
