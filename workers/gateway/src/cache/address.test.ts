import { describe, expect, test } from "vitest";
import { findRow } from "../table/find-row.ts";
import { LAYOUT, ROWS } from "../table/rows.ts";
import { cachedAddress } from "./address.ts";

const at = (path: string) => {
  const url = new URL(`https://api.example${path}`);
  const found = findRow(url.pathname, "GET", LAYOUT);
  return cachedAddress(url, found && "row" in found ? found.row.query : null);
};
const LISTINGS = ["/api/products", "/api/screens/listing"];

describe("row 7: one answer has one address", () => {
  test.each(LISTINGS)(
    "%s: order, unknown names, defaults and spellings of a list say nothing",
    (path) => {
      const plain = at(`${path}?q=mug&brand=a,b&page=2&attr.colour=red`);
      expect(plain).toBe(`${path}?attr.colour=red&brand=a%2Cb&page=2&q=mug`);
      for (const same of [
        "attr.colour=red&page=2&brand=b,a&q=mug",
        "q=%6Dug&brand=a,b,a&page=2&attr.colour=red,red&lang=ko",
        "q=+mug+&brand=a,,b&page=2&attr.colour=red&utm_source=x&__proto__=1&constructor=2&attr.size=",
      ]) {
        expect(at(`${path}?${same}`)).toBe(plain);
      }
      expect(at(`${path}?page=1&lang=ko&brand=&q=&utm=1`)).toBe(path);
    },
  );

  test("what is read keeps answers apart", () => {
    const queries = [
      "",
      "?lang=en",
      "?q=a",
      "?q=b",
      "?page=2",
      "?sort=newest",
      "?stock=in",
      "?price=1-2",
      "?brand=a",
      "?attr.a=b",
      "?category=a",
    ];
    for (const path of LISTINGS) {
      expect(new Set(queries.map((query) => at(path + query))).size).toBe(queries.length);
    }
  });

  test("what its Worker must refuse is left as it is", () => {
    for (const query of [
      "?lang=en&lang=ko",
      "?page=x",
      "?page=1&page=1",
      "?attr.A=b",
      "?attr.a=b&attr.a=c",
    ]) {
      expect(at(`/api/products${query}`)).toBe(`/api/products${query}`);
    }
  });

  const CACHED = ROWS.filter(({ cache }) => cache !== null);
  test.each(CACHED.map(({ path }) => path))("%s drops a name nobody reads", (path) => {
    const place = path.replaceAll(/\{\w+\}/g, "a");
    expect(at(`${place}?zz=1&_=2&fbclid=3`)).toBe(place);
  });
});
