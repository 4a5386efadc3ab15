/** The control token in a form: only a page of this gateway can send it, a page elsewhere cannot read it. */
import { html } from "hono/html";
import type { Gateway } from "../gateway.ts";
import type { Piece } from "./layout.ts";

/** Makes the hidden field. */
export function tokenField({ keys }: Gateway): Piece {
  return html`<input type="hidden" name="token" value="${keys.controlToken}">`;
}

/** Tells whether a form came from a page of ours. */
export function isFromPage(form: Record<string, unknown>, { keys }: Gateway): boolean {
  return form.token === keys.controlToken;
}
