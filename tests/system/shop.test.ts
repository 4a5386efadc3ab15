/** The first true slice through every Worker, as a client of the public doors sees it. */
import type { HomeScreen } from "@edgemart/contracts/bff";
import type { ProductListing } from "@edgemart/contracts/catalog";
import { picturePath } from "@edgemart/contracts/images";
import { api, asServer, newMember, ownAddress, PASSWORD, system } from "@edgemart/testkit/system";
import { describe, expect, test } from "vitest";
import { categories } from "../../tools/seed/catalog.ts";

async function home(lang: string, token?: string): Promise<HomeScreen> {
  const answer = await api(`/api/home?lang=${lang}`, { token });
  expect(answer.status).toBe(200);
  return (await answer.json()) as HomeScreen;
}

describe("home", () => {
  test.each(["ko", "en"])("answers the seeded shop in %s with nothing degraded", async (lang) => {
    const screen = await home(lang);
    expect(screen.degraded).toEqual([]);
    expect(screen.hero).not.toBeNull();
    // Other tests of the run may have added their own.
    const seeded = categories.map(({ slug }) => slug);
    expect(seeded).toHaveLength(8);
    expect(screen.categories.map(({ slug }) => slug)).toEqual(expect.arrayContaining(seeded));
    for (const rail of [screen.featured, screen.newest, screen.popular]) {
      expect(rail.length).toBeGreaterThan(3);
    }
    const korean = /\p{Script=Hangul}/u.test(screen.hero?.title ?? "");
    expect(korean).toBe(lang === "ko");
  });

  test("storefront 10: greets a signed-in member and nobody else", async () => {
    const member = await newMember();
    expect((await home("ko", member.accessToken)).member).toMatchObject({ name: "Mina" });
    expect((await home("ko")).member).toBeNull();
  });

  test("refuses a wrong language and names what is allowed", async () => {
    const answer = await api("/api/home?lang=fr");
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: "invalid_query",
      errors: [{ path: "lang" }],
    });
  });
});

describe("storefront 4, 8: catalog", () => {
  test("lists at least 120 products in pages without repeating one", async () => {
    const slugs = new Set<string>();
    let listing: ProductListing;
    let page = 1;
    do {
      const answer = await api(`/api/products?page=${page}`);
      listing = (await answer.json()) as ProductListing;
      for (const item of listing.items) slugs.add(item.slug);
    } while (page++ < listing.pageCount);
    expect(listing.total).toBeGreaterThanOrEqual(120);
    expect(slugs.size).toBe(listing.total);
  });
});

describe("pictures", () => {
  test("of a product come as WebP in the asked size, for ever cacheable, and the repeat from a cache", async () => {
    const screen = await home("en");
    const picture = screen.hero?.picture;
    if (!picture) throw new Error("the hero has a picture");
    const url = `${system().urls.cdn}${picturePath(picture.id, { w: 320, h: 320, fit: "cover" })}`;
    const first = await fetch(url);
    expect(first.status).toBe(200);
    expect(first.headers.get("content-type")).toBe("image/webp");
    expect(first.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    const bytes = new Uint8Array(await first.arrayBuffer());
    expect(new TextDecoder().decode(bytes.subarray(8, 12))).toBe("WEBP");
    const again = await fetch(url);
    expect(again.headers.get("x-cache")).toMatch(/^L[0-2]$/);
    const unchanged = await fetch(url, {
      headers: { "if-none-match": first.headers.get("etag") ?? "" },
    });
    expect(unchanged.status).toBe(304);
  });
});

describe("sign-in", () => {
  test("register, read oneself, refresh, log out: the old token ends with the session", async () => {
    const member = await newMember();
    const me = await api("/api/members/me", { token: member.accessToken });
    expect(await me.json()).toMatchObject({ email: member.email, role: "member" });

    const refreshed = await asServer("/api/auth/refresh", { refreshToken: member.refreshToken });
    expect(refreshed.status).toBe(200);
    const { refreshToken, accessToken } = (await refreshed.json()) as Record<string, string>;
    expect(refreshToken).not.toBe(member.refreshToken);

    expect((await asServer("/api/auth/logout", { refreshToken })).status).toBe(204);
    const after = await asServer("/api/auth/refresh", { refreshToken });
    expect(after.status).toBe(401);
    // Verifiers may remember a live session for 5 s (auth 51): within 10 s the token is dead everywhere.
    await expect
      .poll(async () => (await api("/api/members/me", { token: accessToken })).status, {
        timeout: 10_000,
        interval: 250,
      })
      .toBe(401);
  });

  test("without the service key is refused alike for every cause", async () => {
    const login = { email: "a@example.com", password: PASSWORD };
    const bodies = await Promise.all(
      [undefined, "Basic Og==", "Bearer x", "Basic !!!"].map(async (authorization) => {
        const answer = await api("/api/auth/login", {
          json: login,
          headers: authorization ? { authorization } : {},
        });
        expect(answer.status).toBe(401);
        expect(answer.headers.get("www-authenticate")).toMatch(/^Basic /);
        const { requestId: _, ...rest } = (await answer.json()) as Record<string, unknown>;
        return JSON.stringify(rest);
      }),
    );
    expect(new Set(bodies).size).toBe(1);
  });

  test("100 parallel registrations of one address make one member (auth 16)", async () => {
    const email = `race-${Date.now()}@example.com`;
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        asServer("/api/auth/register", { email, password: PASSWORD, name: "Race" }, ownAddress()),
      ),
    );
    const statuses = Map.groupBy(answers, (answer) => answer.status);
    expect(statuses.get(201)).toHaveLength(1);
    // The others lost the race, or were turned away by the bounded hashing queue: nothing else may happen.
    expect([...statuses.keys()].every((status) => [201, 409, 503].includes(status))).toBe(true);
  });
});
