/** Every address that Next, OpenNext or React answers by itself, on the built storefront; and that the list is complete. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "../../tools/local/free-port.ts";
import * as framework from "../src/front/framework.ts";
import { builtWeb } from "./fake/built.ts";
import { type Started, startWeb } from "./fake/start.ts";

const WEB = join(import.meta.dirname, "..");
const MODULES = join(WEB, "../node_modules");
const { FRAMEWORK_COOKIES, FRAMEWORK_ENDINGS, FRAMEWORK_HEADERS } = framework;
const { FRAMEWORK_PARAMETERS, FRAMEWORK_PATHS, covers } = framework;
let web: Started;
/** Paths a server on this machine was asked for: one that answers nothing but pictures. */
const fetched: string[] = [];
const canary = createServer((request, response) => {
  fetched.push(request.url ?? "");
  response.writeHead(200, { "content-type": "image/png" }).end("x");
});

beforeAll(async () => {
  await new Promise<void>((resolve) => canary.listen(0, "127.0.0.1", resolve));
  const port = await freePort();
  web = await startWeb(await builtWeb(), port, { SHOP_ORIGIN: `http://127.0.0.1:${port}` });
}, 600_000);
afterAll(async () => {
  await web?.stop();
  canary.close();
});

const get = (path: string, init: RequestInit = {}) =>
  fetch(web.url + path, { redirect: "manual", ...init });
const away = () => `http://127.0.0.1:${(canary.address() as AddressInfo).port}`;
/** Spellings of one path that a router may take for it. */
const spellings = (path: string) => [path, `${path}/`, `/ko${path}`, `/en${path}/x`, `/${path}`];

describe("row 5: what the shop does not use is shut", () => {
  test("the example: no picture is fetched for anybody", async () => {
    const target = `${away()}/x`;
    for (const path of [
      `/cdn-cgi/image/w=1/${target}`,
      `/cdn-cgi/image/width=640,quality=75,format=auto/${target}`,
      `//cdn-cgi/image/w=1/${target}`,
      `/cdn-cgi%2fimage/w=1/${target}`,
      `/%63dn-cgi/image/w=1/${target}`,
      `/cdn-cgi\\image/w=1/${target}`,
      `/ko/../cdn-cgi/image/w=1/${target}`,
      `/ko/cdn-cgi/image/w=1/${target}`,
      `/CDN-CGI/image/w=1/${target}`,
      `/_next/image?url=${encodeURIComponent(target)}&w=16&q=75`,
      `/_next/image/?url=${encodeURIComponent(target)}&w=16&q=75`,
      `/ko/_next/image?url=${encodeURIComponent(target)}&w=16&q=75`,
    ]) {
      for (const dest of ["document", "image"]) {
        const { status } = await get(path, { headers: { "sec-fetch-dest": dest } });
        // 403 is Cloudflare's own, before any Worker; 307 leads below a language, where nothing is either.
        expect([path, [307, 403, 404].includes(status)]).toEqual([path, true]);
      }
    }
    expect(fetched).toEqual([]);
  });

  test.each(Object.keys(FRAMEWORK_PATHS))("path %s", async (path) => {
    for (const each of spellings(path)) {
      const answer = await get(each);
      expect([each, answer.status, answer.headers.get("content-type")]).toEqual([
        each,
        404,
        expect.stringContaining("application/problem+json"),
      ]);
    }
  });

  test.each(Object.entries(FRAMEWORK_ENDINGS).filter(([, { use }]) => use === "shut"))(
    "ending %s",
    async (ending) => {
      for (const page of ["/ko", "/ko/products", "/ko/login", "/en/account", "/api/me", "/index"]) {
        for (const path of [`${page}${ending}`, `${page}${ending}/_tree${ending}`]) {
          expect([path, (await get(path)).status]).toEqual([path, 404]);
        }
      }
    },
  );

  test.each(["/api", "/api/", "/api/nope", "/api/me/nope", "/BUILD_ID", "/.well-known/x"])(
    "%s is no address, said as a problem or by the shop",
    async (path) => {
      const answer = await get(path);
      expect([307, 404]).toContain(answer.status);
      expect(await answer.text()).not.toContain("__next_error__");
    },
  );

  test.each(["/ko", "/en/products", "/ko/login", "/ko/account"])(
    "a server action is no method of %s",
    async (path) => {
      const form = new FormData();
      form.set("0", '["$K1"]');
      for (const body of [form, "[]"]) {
        const headers = { "next-action": "0".repeat(42), "sec-fetch-site": "same-origin" };
        const answer = await get(path, { method: "POST", headers, body });
        expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
      }
    },
  );

  test("no value of a header of theirs changes a page or breaks one", async () => {
    const plain = await (await get("/en/terms")).text();
    for (const name of Object.keys(FRAMEWORK_HEADERS).filter((each) => each !== "rsc")) {
      for (const value of ["1", "nonsense", "%5B%22%22%5D"]) {
        for (const path of ["/en/terms", "/en/login"]) {
          const answer = await get(path, { headers: { [name.replace("*", "x")]: value } });
          expect([name, value, path, answer.status]).toEqual([name, value, path, 200]);
          if (path === "/en/terms") expect([name, await answer.text()]).toEqual([name, plain]);
        }
      }
    }
    // A state tree that could not be read was a 500 of the payload.
    const headers = { rsc: "1", "next-router-state-tree": "nonsense" };
    for (const path of ["/en/terms", "/en/login"]) {
      expect([path, (await get(path, { headers })).status]).toEqual([path, 200]);
    }
  });
});

describe("row 5: the list is whole", () => {
  const text = [
    "worker.js",
    "middleware/handler.mjs",
    "cloudflare/images.js",
    "cloudflare/init.js",
    "cloudflare/skew-protection.js",
    "server-functions/default/web/handler.mjs",
  ];
  const found = (pattern: RegExp) => {
    const built = text
      .map((file) => readFileSync(join(WEB, ".open-next", file), "utf8"))
      .join("\n");
    return [...new Set([...built.matchAll(pattern)].map(([, name = ""]) => name.toLowerCase()))];
  };
  const lower = <T>(table: Record<string, T>) =>
    Object.fromEntries(Object.entries(table).map(([name, row]) => [name.toLowerCase(), row]));

  test("no path in the built output is unknown, and each unused one is refused by its name", () => {
    const paths = found(/["'`](\/(?:_|cdn-cgi|\.well-known)[^"'`\s$]{0,60})/g).filter(
      (path) => !/^\/_next\/static\/chunks\/[^/]+\.js$/.test(path),
    );
    const rows = Object.keys(FRAMEWORK_PATHS);
    // An address of the shop's own below a name the platform uses too.
    const own = "/.well-known/security.txt";
    expect(
      paths.filter((path) => !path.startsWith(own) && !rows.some((row) => path.startsWith(row))),
    ).toEqual([]);
    expect(paths.length).toBeGreaterThan(10);
    expect(rows.filter((row) => !framework.isFrameworkPath(row))).toEqual([]);
  });

  test.each([
    [
      "header",
      FRAMEWORK_HEADERS,
      /["'`]((?:x-(?:next|nextjs|middleware|invoke|now|matched|prerender|action|vercel|open|opennext|isr|deployment)[a-z0-9-]*|next-[a-z0-9-]+|rsc))["'`]/gi,
      40,
    ],
    [
      "ending",
      FRAMEWORK_ENDINGS,
      /["'`](\.(?:[a-z]+\.)?(?:rsc|txt|segments?|action|meta|body))["'`]/g,
      5,
    ],
    [
      "parameter",
      FRAMEWORK_PARAMETERS,
      /["'`]((?:__next[a-z_]*|nxt[A-Z][A-Za-z]*|_rsc|dpl))["'`]/gi,
      5,
    ],
    [
      "cookie",
      FRAMEWORK_COOKIES,
      /["'`]((?:__prerender[a-z_]*|__next_preview[a-z_]*|next-instant[a-z-]*|next_locale))["'`]/gi,
      3,
    ],
  ])("no %s in the built output is unknown", (_name, table, pattern, least) => {
    const names = found(pattern);
    expect(names.filter((name) => !covers(lower(table), name))).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(least);
  });

  test.each(
    [
      FRAMEWORK_PATHS,
      FRAMEWORK_ENDINGS,
      FRAMEWORK_PARAMETERS,
      FRAMEWORK_COOKIES,
      FRAMEWORK_HEADERS,
    ].flatMap((table) =>
      Object.entries(table).map(([name, { source }]) => [name, source] as const),
    ),
  )("%s stands in %s", (name, source) => {
    const file = join(MODULES, source);
    expect(existsSync(file) && readFileSync(file, "utf8").includes(name.replace(/\*$/, ""))).toBe(
      true,
    );
  });
});
