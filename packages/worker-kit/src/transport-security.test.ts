import { describe, expect, test } from "vitest";
import {
  isSecured,
  securedTransport,
  secureTransport,
  TRANSPORT_SECURITY,
} from "./transport-security.ts";

const NAME = "strict-transport-security";
const headerAfter = (url: string, init: Record<string, string> = {}) => {
  const headers = new Headers(init);
  secureTransport(headers, url);
  return headers.get(NAME);
};

test("it is a year for this host alone", () => {
  expect(TRANSPORT_SECURITY).toBe("max-age=31536000");
});

describe("an answer's headers", () => {
  test("get it over https, also in place of another value", () => {
    expect(headerAfter("https://a/")).toBe(TRANSPORT_SECURITY);
    expect(headerAfter("https://a/", { [NAME]: "max-age=1" })).toBe(TRANSPORT_SECURITY);
  });

  test("do not get it over http", () => {
    expect(headerAfter("http://a/https:")).toBeNull();
  });

  test("that have it are not written to: those of a fetched answer cannot be", () => {
    const headers = { get: () => TRANSPORT_SECURITY, set: () => expect.unreachable() };
    secureTransport(headers as unknown as Headers, "https://a/");
  });
});

describe("a whole answer", () => {
  const answer = () => new Response("x", { status: 201, headers: { a: "b" } });

  test("is given back itself where nothing is missing", () => {
    const plain = answer();
    expect(securedTransport(plain, "http://a/")).toBe(plain);
    const secured = securedTransport(answer(), "https://a/");
    expect(securedTransport(secured, "https://a/")).toBe(secured);
  });

  test("is copied with its status, headers and body where the header is missing", async () => {
    const copy = securedTransport(answer(), "https://a/");
    expect([copy.status, copy.headers.get("a"), copy.headers.get(NAME), await copy.text()]).toEqual(
      [201, "b", TRANSPORT_SECURITY, "x"],
    );
  });

  test("says all only over http or with the header as it must be", () => {
    expect(isSecured(new Headers(), "http://a/")).toBe(true);
    expect(isSecured(new Headers(), "https://a/")).toBe(false);
    expect(isSecured(new Headers({ [NAME]: "max-age=1" }), "https://a/")).toBe(false);
    expect(isSecured(new Headers({ [NAME]: TRANSPORT_SECURITY }), "https://a/")).toBe(true);
  });
});
