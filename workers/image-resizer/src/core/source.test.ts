import { describe, expect, test } from "vitest";
import { parseSource } from "./source.ts";

const RULES = {
  hosts: ["images.example.com", "127.0.0.1", "localhost", "cdn.shop.example"],
  ownHost: "cdn.shop.example",
};

describe("images 40, 41: sources", () => {
  test("an id and an allow-listed https address are sources", () => {
    expect(parseSource("ab".repeat(32), RULES).ok).toBe(true);
    expect(parseSource("https://images.example.com/a.jpg?x=1", RULES).ok).toBe(true);
    expect(parseSource("https://IMAGES.example.com:443/a.jpg", RULES).ok).toBe(true);
  });

  // Addresses and localhost stand on this allow-list on purpose: they must be refused all the same.
  test.each([
    ["another host", "https://evil.example.com/a.jpg"],
    ["a name that begins like ours", "https://images.example.com.evil.example/a.jpg"],
    ["our name as user", "https://images.example.com@evil.example/a.jpg"],
    ["a user at our host", "https://user:pass@images.example.com/a.jpg"],
    ["a subdomain", "https://x.images.example.com/a.jpg"],
    ["a final dot", "https://images.example.com./a.jpg"],
    ["plain http", "http://images.example.com/a.jpg"],
    ["another port", "https://images.example.com:8443/a.jpg"],
    ["file", "file:///etc/passwd"],
    ["data", "data:image/png;base64,AAAA"],
    ["an IPv4 address", "https://127.0.0.1/a.jpg"],
    ["a decimal address", "https://2130706433/a.jpg"],
    ["a hex address", "https://0x7f.1/a.jpg"],
    ["an octal address", "https://0177.0.0.1/a.jpg"],
    ["a short address", "https://127.1/a.jpg"],
    ["an IPv6 address", "https://[::1]/a.jpg"],
    ["a mapped IPv4 address", "https://[::ffff:127.0.0.1]/a.jpg"],
    ["localhost", "https://localhost/a.jpg"],
    ["this very host", "https://cdn.shop.example/i/w=1/x"],
    ["no scheme", "//images.example.com/a.jpg"],
    ["a relative path", "/a.jpg"],
    ["nothing", ""],
    ["an id in capitals", "AB".repeat(32)],
    ["an endless address", `https://images.example.com/${"a".repeat(2048)}`],
  ])("%s is refused", (_what, text) => {
    const parsed = parseSource(text, RULES);
    expect(parsed).toMatchObject({ ok: false, error: { code: "image_source_forbidden" } });
  });
});
