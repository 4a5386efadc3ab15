/** What a problem's `type` resolves to: the code's meaning and what to do about it. */
import { ERRORS, errorRow, isErrorCode } from "@edgemart/contracts/error";
import { problem } from "@edgemart/worker-kit/create-app";
import type { Hono } from "hono";
import { html } from "hono/html";
import type { GatewayEnv } from "../context.ts";

const CACHE = { "cache-control": "public, max-age=3600" };

/** Adds the list of codes and a page for each. */
export function addErrorPages(app: Hono<GatewayEnv>): void {
  app.get("/errors", (c) => c.json({ items: Object.keys(ERRORS) }, 200, CACHE));
  app.get("/errors/:code", (c) => {
    const code = c.req.param("code");
    if (!isErrorCode(code)) return problem(c, { code: "not_found" });
    const row = errorRow(code);
    if (!c.req.header("accept")?.includes("text/html")) {
      const { status, title, help, retryable = false } = row;
      return c.json({ code, status, title, help, retryable }, 200, CACHE);
    }
    c.header("content-security-policy", "default-src 'none'");
    c.header("cache-control", "public, max-age=3600");
    return c.html(html`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${code}</title>
<h1>${code}</h1><p>HTTP ${row.status}. ${row.title}</p><p>${row.help}</p>
<p>${row.retryable ? "The same request may succeed later." : "The same request will fail again."}</p></html>`);
  });
}
