import type { CatalogHome, ProductCard } from "@edgemart/contracts/catalog";
import type { Member } from "@edgemart/contracts/member";
import { expect, test } from "vitest";
import { accountView } from "./account.ts";

// A card and a member as the view passes them on: it reads neither.
const cards = Array.from({ length: 7 }, (_, at) => ({ slug: `p${at}` }) as ProductCard);
const mina = { name: "Mina" } as Member;
const shop: CatalogHome = { featured: [], newest: [], popular: cards, categories: [] };

test("storefront 9: the account has the member, and six popular products", () => {
  const screen = accountView("ko", mina, { kind: "value", value: shop });
  expect(screen).toEqual({
    ...{ locale: "ko", member: mina, degraded: [] },
    popular: cards.slice(0, 6),
  });
});

test("without catalog the account has no products and says so", () => {
  const screen = accountView("ko", mina, { kind: "unavailable" });
  expect([screen.member, screen.popular, screen.degraded]).toEqual([mina, [], ["catalog"]]);
});
