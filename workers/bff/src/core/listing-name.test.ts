import { expect, test } from "vitest";
import { listingName } from "./listing-name.ts";

test("equal questions have one name, whatever order they are asked in", () => {
  const query = { sort: ["price"], "attr.colour": ["red"], brand: ["ong"], q: ["mug"] };
  const other = Object.fromEntries(Object.entries(query).reverse());
  expect(listingName("ko", other)).toBe(listingName("ko", query));
  expect(listingName("ko", query)).toBe(
    'listing ko [["attr.colour",["red"]],["brand",["ong"]],["q",["mug"]],["sort",["price"]]]',
  );
  expect(listingName("en", query)).not.toBe(listingName("ko", query));
});

test("parameters that no listing reads are not in the name", () => {
  const none = ["utm_source", "Q", "xq", "pages", "attr.", `attr.${"k".repeat(41)}`, "lang"];
  const query = Object.fromEntries(none.map((key) => [key, ["1"]]));
  expect(listingName("ko", query)).toBe("listing ko []");
});
