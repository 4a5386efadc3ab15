/** Who is asking, at each of the gateway's doors. */
import { HEADER } from "@edgemart/contracts/headers";
import { describe, expect, test } from "vitest";
import { countryOf, markStorefront, prefixOf } from "./shopper.ts";

const EDGE = { [HEADER.clientAddress]: "203.0.113.7", [HEADER.edgeCountry]: "KR" };
const STOREFRONT = { [HEADER.clientPrefix]: "198.51.100.1/32", [HEADER.clientCountry]: "US" };
const request = (headers: Record<string, string>) => new Request("https://api.shop/x", { headers });
const seen = (from: Request) => [prefixOf(from), countryOf(from)];

describe("operations 6: whose word a door takes", () => {
  test("at the public door it is the edge's; what a caller says in the storefront's headers is nothing", () => {
    expect(seen(request({ ...EDGE, ...STOREFRONT }))).toEqual(["203.0.113.7/32", "KR"]);
    expect(seen(request(STOREFRONT))).toEqual([null, null]);
  });

  test("at the storefront's door it is the storefront's, and never the edge's", () => {
    const both = markStorefront(request({ ...EDGE, ...STOREFRONT }));
    expect(seen(both)).toEqual(["198.51.100.1/32", "US"]);
    expect(seen(markStorefront(request(EDGE)))).toEqual([null, null]);
  });

  test("one request that came through the storefront marks no other", () => {
    markStorefront(request(EDGE));
    expect(prefixOf(request(EDGE))).toBe("203.0.113.7/32");
  });

  test.each(["nowhere", "203.0.113.256", ""])("%j is no address, and no bucket", (address) => {
    expect(prefixOf(request({ [HEADER.clientAddress]: address }))).toBeNull();
  });

  test.each(["kr", "KOR", "K", "T1", "XKR", ""])("%j is no country", (country) => {
    expect(countryOf(request({ [HEADER.edgeCountry]: country }))).toBeNull();
  });
});
