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

describe("a prefix is the network that one client has to itself", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7/32"],
    ["0.0.0.0", "0.0.0.0/32"],
    ["::ffff:198.51.100.7", "198.51.100.7/32"],
    ["::ffff:1.2.3.4", "1.2.3.4/32"],
    ["0:0:0:0:0:ffff:c633:6407", "198.51.100.7/32"],
    ["::1", "0:0:0:0::/64"],
    ["2001:0DB8:0000:1::9", "2001:db8:0:1::/64"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["1::8", "1:0:0:0::/64"],
    ["1:0:0:4:5:6:7:8", "1:0:0:4::/64"],
    ["1:2:3:4:5:6:7::", "1:2:3:4::/64"],
    ["::2:3:4:5:6:7:8", "0:2:3:4::/64"],
    ["::fffe:198.51.100.7", "0:0:0:0::/64"],
    ["1::ffff:198.51.100.7", "1:0:0:0::/64"],
    ["::1:ffff:198.51.100.7", "0:0:0:0::/64"],
    ["0:0:0:0:ffff:0:1:2", "0:0:0:0::/64"],
    ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff::/64"],
    ["ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255", "ffff:ffff:ffff:ffff::/64"],
  ])("%s: %s", (address, prefix) => expect(addressPrefix(address)).toBe(prefix));

  test.each([
    ...[
      undefined,
      null,
      "",
      "203.0.113",
      "203.0.113.7.1",
      "203.0.113.256",
      "203.0.113.07",
      "1.2.3.4a",
    ],
    ...[
      "a1.2.3.4",
      "1.2.3.-4",
      "1.2.3. 4",
      "1.2.3.1000",
      "::1%eth0",
      "[::1]",
      "::g",
      "1:2:3",
      "1::2::3",
      "::1]/[::1",
      "x::1",
      "::1\n",
    ],
    ...["2001:db8:1:2:3:4:5:6:7", `::${"1".repeat(44)}`, "0".repeat(46)],
  ])("%s has none", (address) => expect(addressPrefix(address)).toBe(UNKNOWN_PREFIX));
});
