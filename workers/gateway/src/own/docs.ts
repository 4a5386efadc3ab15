/** `/docs`, its guide and `/openapi.json`: the entire API, readable with no network but this gateway. */
import type { Hono } from "hono";
import { html } from "hono/html";
import guide from "../../../../docs/api.md";
import styles from "../../../../node_modules/swagger-ui-dist/swagger-ui.css";
import bundle from "../../../../node_modules/swagger-ui-dist/swagger-ui-bundle.js";
import type { GatewayEnv } from "../context.ts";
import { openApiDocument } from "./openapi.ts";

const CACHE = { "cache-control": "public, max-age=3600" };
const START = 'SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: true });';
// Swagger UI writes style attributes; scripts stay limited to the two files below.
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'";

let document: string | null = null;

/** Adds the addresses of the documents. */
export function addDocs(app: Hono<GatewayEnv>): void {
  app.get("/openapi.json", (c) => {
    document ??= JSON.stringify(openApiDocument());
    return c.body(document, 200, { "content-type": "application/json", ...CACHE });
  });
  app.get("/docs", (c) => {
    c.header("content-security-policy", POLICY);
    c.header("cache-control", CACHE["cache-control"]);
    return c.html(html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Edgemart API</title><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><main id="docs"></main><script src="/docs/swagger-ui.js"></script><script src="/docs/start.js"></script></body></html>`);
  });
  app.get("/docs/swagger-ui.css", (c) =>
    c.body(styles, 200, { "content-type": "text/css", ...CACHE }),
  );
  app.get("/docs/swagger-ui.js", (c) =>
    c.body(bundle, 200, { "content-type": "text/javascript", ...CACHE }),
  );
  app.get("/docs/api.md", (c) =>
    c.body(guide, 200, { "content-type": "text/markdown; charset=utf-8", ...CACHE }),
  );
  app.get("/docs/start.js", (c) =>
    c.body(START, 200, { "content-type": "text/javascript", ...CACHE }),
  );
}
