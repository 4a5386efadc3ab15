import { createHash } from "node:crypto";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { PageSignal } from "../components/page-signal.tsx";
import { pageFacts, policyFor } from "./html.ts";

const ORIGINS = { cdn: "https://img.example", https: true };
const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const of = (html: string, known: string[] = []) => policyFor(html, known, ORIGINS);

describe("a page's policy", () => {
  test("lets React's data, the bundler's list and the shop's own script run, by hash", async () => {
    const scripts = [
      "(self.__next_f=self.__next_f||[]).push([0])",
      String.raw`self.__next_f.push([1,"1:\"$Sreact.fragment\"\n2:\u003c/script\u003e"])`,
      '(globalThis["TURBOPACK"] || (globalThis["TURBOPACK"] = [])).push({"otherChunks":["static/a.js"]});',
      "own()",
    ];
    const { policy, blocked } = await of(scripts.map((s) => `<script>${s}</script>`).join(""), [
      "own()",
    ]);
    for (const script of scripts) expect(policy).toContain(hash(script));
    expect(blocked).toBe(0);
    expect(policy).not.toContain("unsafe");
  });
  test.each([
    "alert(1)",
    'self.__next_f.push([1,"a"]);alert(1)',
    "self.__next_f.push([alert(1)])",
    'self.__next_f.push([1,"a"].concat(alert(1)),[])',
    "self.__next_f.push([1,`a`])",
    'x;self.__next_f.push([1,"a"])',
    "own() ",
  ])("blocks a smuggled script: %s", async (script) => {
    const { policy, blocked } = await of(`<p></p><script nonce="x">${script}</script>`, ["own()"]);
    expect(policy).toContain("script-src 'self';");
    expect(blocked).toBe(1);
  });
  test("counts neither files nor data as inline scripts", async () => {
    const { blocked } = await of(
      '<script src="/a.js" async=""></script><script type="application/ld+json">{"a":1}</script>',
    );
    expect(blocked).toBe(0);
  });
  test("allows no inline style, no frame, no base, no foreign form, and pictures from the CDN alone", async () => {
    const { policy } = await of("<p></p>");
    for (const rule of [
      "default-src 'none'",
      "style-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      "img-src 'self' data: https://img.example",
      "upgrade-insecure-requests",
    ]) {
      expect(policy.split("; ")).toContain(rule);
    }
  });
});

describe("storefront 16: what a page says of itself", () => {
  const said = (kind: "outage" | "forbidden" | "missing" | "partial") =>
    pageFacts(renderToStaticMarkup(PageSignal({ kind })));
  test("an outage is 503, a closed door 403, no page 404, a missing part not kept; silence is a whole page", () => {
    expect(said("outage")).toEqual({ status: 503, partial: true });
    expect(said("forbidden")).toEqual({ status: 403, partial: true });
    expect(said("missing")).toEqual({ status: 404, partial: true });
    expect(said("partial")).toEqual({ status: null, partial: true });
    expect(pageFacts('<p>edgemart:page content="outage"</p>')).toEqual({
      status: null,
      partial: false,
    });
  });
});
