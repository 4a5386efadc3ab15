/** Prefixes as one door writes them and the next reads them. */
import { describe, expect, test } from "vitest";
import { addressPrefix, readPrefix, UNKNOWN_PREFIX } from "./client-address.ts";

const ADDRESSES = [
  ...["203.0.113.7", "0.0.0.0", "255.255.255.255", "::ffff:198.51.100.7", "::ffff:c633:6407"],
  ...["::", "::1", "2001:db8::", "2001:db8:1:2:3:4:5:6", "2001:0DB8:0000:1::", "fe80::1", "1::8"],
];

describe("operations 6: a prefix travels unchanged from door to door", () => {
  test.each(ADDRESSES)("%s", (address) => {
    const prefix = addressPrefix(address);
    expect(prefix).not.toBe(UNKNOWN_PREFIX);
    expect(readPrefix(prefix)).toBe(prefix);
    // What a door that reads addresses makes of the prefix's own address is the same again.
    expect(addressPrefix(prefix.replace(/\/\d+$/, ""))).toBe(prefix);
  });

  test.each([
    ...[undefined, null, "", UNKNOWN_PREFIX, "203.0.113.7", "203.0.113.7/24", "203.0.113.7/64"],
    ...["2001:db8::1/64", "2001:DB8:0:0::/64", "2001:db8::/32", " 203.0.113.7/32", "a/32", "/32"],
    ...["203.0.113.7/32, 203.0.113.8/32", "203.0.113.7/32\n", `${"1".repeat(60)}/32`],
  ])("%s is none", (text) => expect(readPrefix(text)).toBeNull());
});
