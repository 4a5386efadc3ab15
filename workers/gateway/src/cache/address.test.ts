import { describe, expect, test } from "vitest";
import { z } from "zod";
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

describe("row 7: the spelling of an address", () => {
  const query = z.object({
    ...{ name: z.string().optional(), count: z.coerce.number().optional() },
    ...{
      is: z
        .enum(["0", "1"])
        .transform((one) => one === "1")
        .optional(),
    },
    list: z
      .string()
      .transform((text) => text.split(","))
      .optional(),
  });
  const spelled = (search: string, shape: z.ZodObject | null = query) =>
    cachedAddress(new URL(`https://api.example/a${search}`), shape);

  test("has its parameters in one order, a text and a number as they are read", () => {
    expect(spelled("?name=b&count=007&list=b,a,b")).toBe("/a?count=7&list=a%2Cb&name=b");
    expect(spelled("?list=a,b&name=b&count=7")).toBe("/a?count=7&list=a%2Cb&name=b");
  });

  test("keeps the caller's spelling of what is read as neither", () => {
    expect([spelled("?is=1"), spelled("?is=0"), spelled("?is=x")]).toEqual([
      ...["/a?is=1", "/a?is=0", "/a?is=x"],
    ]);
  });

  test("has no attributes, unknown names or anything else where nothing of it is read", () => {
    for (const search of ["?attr.a=b", "?zz=1&zz=2", "?", ""]) {
      expect([search, spelled(search)]).toEqual([search, "/a"]);
    }
    expect(spelled("?name=b", null)).toBe("/a");
  });

  test("keeps what is written twice in its own order", () => {
    expect(spelled("?name=b&count=1&name=a")).toBe("/a?count=1&name=b&name=a");
    expect(spelled("?zz=1&name=b&zz=2")).toBe("/a?name=b");
  });

  test("of an attribute is a set without what is empty; one of no name is left as it is", () => {
    const loose = query.catchall(z.string());
    expect(spelled("?attr.b=y,,x,y&attr.a=,", loose)).toBe("/a?attr.b=x%2Cy");
    expect(spelled("?attr.B=y,,x", loose)).toBe("/a?attr.B=y%2C%2Cx");
  });
});
