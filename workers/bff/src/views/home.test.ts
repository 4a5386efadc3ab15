import type { CatalogHome, ProductCard } from "@edgemart/contracts/catalog";
import type { Member } from "@edgemart/contracts/member";
import { describe, expect, test } from "vitest";
import { homeView } from "./home.ts";

const card = (slug: string) => ({ slug }) as ProductCard;
const shop: CatalogHome = {
  featured: [card("a"), card("b")],
  newest: [card("c")],
  popular: [],
  categories: [],
};
const mina = {
  member: { name: "Mina", createdAt: "2026-01-01T00:00:00.000Z" } as Member,
  cartSkus: [],
};

describe("storefront 9: home view", () => {
  test("leads with the first featured product and does not repeat it in the rail", () => {
    const screen = homeView("ko", { kind: "value", value: shop }, null, null);
    expect(screen.hero?.slug).toBe("a");
    expect(screen.featured.map((product) => product.slug)).toEqual(["b"]);
    expect(screen.degraded).toEqual([]);
  });

  test("keeps the page and names the service when catalog is unavailable", () => {
    const screen = homeView("en", { kind: "unavailable" }, { kind: "value", value: mina }, null);
    expect(screen).toMatchObject({ hero: null, newest: [], degraded: ["catalog"] });
    expect(screen.member?.name).toBe("Mina");
  });

  test("shows the public page when member is unavailable", () => {
    const screen = homeView("ko", { kind: "value", value: shop }, { kind: "unavailable" }, null);
    expect(screen).toMatchObject({ member: null, degraded: ["member"] });
  });

  test("greets no one when the member no longer exists, and calls nothing degraded", () => {
    const gone = { kind: "refused", error: { code: "not_found" } } as const;
    expect(homeView("ko", { kind: "value", value: shop }, gone, null)).toMatchObject({
      member: null,
      degraded: [],
    });
  });
});
