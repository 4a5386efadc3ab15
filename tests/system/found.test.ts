/** What is found and what is not: every kind of page with wrong addresses, crawlers, well-known files, previews. */
import { ownAddress, system } from "@edgemart/testkit/system";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { PAGES } from "../../web/src/pages.ts";

const headers = { "cf-connecting-ip": ownAddress() };
const get = (path: string) =>
  fetch(system().urls.web + path, {
    headers,
    redirect: "manual",
    signal: AbortSignal.timeout(25_000),
  });
const metaOf = (html: string, name: string) =>
  [...html.matchAll(/<meta\b[^>]*>/g)]
    .map(([tag]) => tag)
    .find((tag) => tag.includes(`"${name}"`))
    ?.match(/content="([^"]*)"/)?.[1];

/** Address below the language → status, and whether it may be listed. */
const PLACES: [path: string, status: number, listed: boolean][] = [
  // The page of a code leads to `/login` while no sign-in waits for one (web/test/storefront.worker.test.ts).
  ...PAGES.filter(({ identity, path }) => identity !== "needed" && path !== "/login/code").map(
    ({ path, isIndexed }): [string, number, boolean] => [
      path.replace(":slug", "dalmaji-mug"),
      // To a browser that has no right to it an order is not there.
      path.includes(":order") ? 404 : 200,
      isIndexed === true,
    ],
  ),
  ["?utm_source=x", 200, true],
  ["/products?page=2", 200, true],
  ["/products?category=tableware", 200, true],
  ["/products/dalmaji-mug?v=DAL-0001-NAVY", 200, true],
  ["/products/dalmaji-mug?v=NO-SUCH-SKU", 200, true],
  // Places that no one may list.
  ["/products?q=mug", 200, false],
  ["/products?q=zzzzqqqq", 200, false],
  ["/products?sort=price", 200, false],
  ["/products?brand=onda", 200, false],
  ["/products?attr.material=oak&brand=soop", 200, false],
  ["/products?price=1-2", 200, false],
  ["/products?stock=in", 200, false],
  ["/offline", 200, false],
  // No places.
  ["/nothing-here", 404, false],
  ["/products/nothing-here", 404, false],
  ["/products/Dalmaji-Mug", 404, false],
  ["/products/dalmaji-mug/more", 404, false],
  ["/products?category=nothing-here", 404, false],
  ["/products?category=tableware&page=99", 404, false],
  ["/products?category=nothing-here&q=mug", 404, false],
  ["/products?page=99", 404, false],
  ["/products?page=101", 404, false],
  ["/products?page=999999999", 404, false],
  ["/products?q=mug&page=9", 404, false],
  ["/products?q=zzzzqqqq&page=2", 404, false],
  ["/products?brand=nobody", 404, false],
  ["/products?brand=onda,nobody", 404, false],
  ["/products?attr.material=moon", 404, false],
  ["/products?attr.moon=oak", 404, false],
  ["/admin/nothing-here", 404, false],
];

/** Wrong values that are forgotten: the page is the one without them, and says so to those who list it. */
const FORGOTTEN: [path: string, canonical: string][] = [
  ["/products?page=0", "/products"],
  ["/products?page=-1", "/products"],
  ["/products?page=x", "/products"],
  ["/products?sort=evil", "/products"],
  ["/products?category=..%2Fx", "/products"],
  ["/products?price=a-b", "/products"],
  ["/products?utm_source=x&page=2", "/products?page=2"],
  ["/products/dalmaji-mug?v=%3Cscript%3E", "/products/dalmaji-mug"],
];

describe("storefront B13: what is a place", () => {
  test.each(
    PLACES.flatMap(
      ([path, ...rest]) =>
        [
          [`/ko${path}`, ...rest],
          [`/en${path}`, ...rest],
        ] as const,
    ),
  )("%s is %i, listed %s", async (path, status, listed) => {
    const response = await get(path);
    const html = await response.text();
    const robots = metaOf(html, "robots") ?? "";
    expect([path, response.status, !robots.includes("noindex")]).toEqual([path, status, listed]);
    expect(html).toMatch(/<h1\b/);
    if (status === 404) expect(response.headers.get("cache-control")).toContain("no-store");
  });

  test.each(FORGOTTEN)("%s is the page %s", async (path, canonical) => {
    const html = await (await get(`/ko${path}`)).text();
    const said = /<link(?=[^>]*rel="canonical")[^>]*href="([^"]*)"/.exec(html)?.[1];
    expect(new URL(said ?? "", "https://x.example").href.replace(/^https?:\/\/[^/]+/, "")).toBe(
      `/ko${canonical}`,
    );
  });

  test("no page that says noindex is kept from those who must read that", async () => {
    const rules = (await (await get("/robots.txt")).text()).match(/^Disallow: (.*)$/gm) ?? [];
    const shut = rules.map((rule) => {
      const pattern = rule
        .slice("Disallow: ".length)
        .replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&")
        .replaceAll("*", ".*");
      return new RegExp(`^${pattern}`);
    });
    const kept = PLACES.flatMap(([path]) => [`/ko${path}`, `/en${path}`]).filter((path) =>
      shut.some((rule) => rule.test(path)),
    );
    expect(kept).toEqual([]);
    expect(shut.some((rule) => rule.test("/api/cart"))).toBe(true);
  });
});

describe("storefront B22: files everybody asks for", () => {
  test("the icon and the contact for holes in the security are there", async () => {
    const icon = await get("/favicon.ico");
    expect([icon.status, (await icon.arrayBuffer()).byteLength > 100]).toEqual([200, true]);
    const contact = await get("/.well-known/security.txt");
    expect([contact.status, contact.headers.get("content-type")]).toEqual([
      200,
      "text/plain; charset=utf-8",
    ]);
    const text = await contact.text();
    expect(text).toMatch(/^Contact: (mailto:|https:)\S+$/m);
    expect(Date.parse(/^Expires: (.+)$/m.exec(text)?.[1] ?? "")).toBeGreaterThan(Date.now());
    expect((await get("/.well-known/nothing.txt")).status).toBe(404);
  });

  test.each([
    ["/KO", "/ko"],
    ["/En/products?q=a", "/en/products?q=a"],
    ["/kO/cart", "/ko/cart"],
  ])("%s leads to %s for good", async (path, wanted) => {
    const { status, headers: answered } = await get(path);
    expect([status, answered.get("location")]).toEqual([308, wanted]);
  });
});

describe("storefront B16: previews", () => {
  test("show the whole product: nothing of a picture is cut off, in the size and form previews read", async () => {
    for (const lang of ["ko", "en"]) {
      const html = await (await get(`/${lang}/products/dalmaji-mug`)).text();
      const address = metaOf(html, "og:image")?.replaceAll("&amp;", "&") ?? "";
      const preview = await fetch(address);
      expect(preview.status).toBe(200);
      const { width, height, format } = await sharp(await preview.arrayBuffer()).metadata();
      expect([width, height, format]).toEqual([1200, 630, "jpeg"]);
      const { data, info } = await sharp(await (await fetch(address)).arrayBuffer())
        .raw()
        .toBuffer({ resolveWithObject: true });
      // The room at both sides is the ground that was asked for.
      for (const x of [2, info.width - 3]) {
        const at = (315 * info.width + x) * info.channels;
        for (const [channel, wanted] of [0xf0, 0xf2, 0xee].entries()) {
          expect(Math.abs((data[at + channel] ?? 0) - wanted)).toBeLessThan(4);
        }
      }
    }
  });
});

describe("storefront B23: what the law asks a shop to show", () => {
  test("the first page leads to the register of sellers and names who answers for personal data", async () => {
    for (const lang of ["ko", "en"]) {
      const html = await (await get(`/${lang}`)).text();
      expect(html).toContain("https://www.ftc.go.kr/bizCommPop.do?wrkr_no=0000000000");
      expect(html).toContain("이서준");
      expect(await (await get(`/${lang}/privacy`)).text()).toContain("이서준");
    }
  });
});
