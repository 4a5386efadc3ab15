import { describe, expect, test } from "vitest";
import { deviceName } from "./device-name.ts";

const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X)";

describe("the name of a device", () => {
  test.each([
    [`${MAC} AppleWebKit/605.1.15 Version/19.0 Safari/605.1.15`, "Safari", "macOS"],
    [`${MAC} AppleWebKit/537.36 Chrome/150.0 Safari/537.36`, "Chrome", "macOS"],
    [`${PHONE} AppleWebKit/605.1.15 CriOS/150.0 Mobile/15E148 Safari/604.1`, "Chrome", "iPhone"],
    ["Mozilla/5.0 (Windows NT 10.0) Chrome/150.0 Safari/537.36 Edg/150.0", "Edge", "Windows"],
    ["Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0", "Firefox", "Linux"],
    [
      "Mozilla/5.0 (Linux; Android 16) SamsungBrowser/30.0 Chrome/140.0 Mobile Safari/537.36",
      "Samsung Internet",
      "Android",
    ],
    ["Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Whale/5.0 Safari/537.36", "Whale", "Windows"],
  ])("%s", (userAgent, browser, system) => {
    expect(deviceName(userAgent)).toEqual({ browser, system });
  });
  test("a program is called by its own name, and nothing by no name", () => {
    expect(deviceName("curl/8.9.1")).toBe("curl/8.9.1");
    expect(deviceName("")).toBeNull();
  });
  test("attack 96: what is no name of a program is none, whatever it holds", () => {
    expect(deviceName('{"a":1}')).toBeNull();
    expect(deviceName("<script>alert(1)</script>")).toBeNull();
    expect(deviceName("x".repeat(8000))).toBe("x".repeat(40));
  });
});
