import { expect, test } from "vitest";
import { readBearer } from "./bearer.ts";

test.each([undefined, null])("without the header (%s) there is no credential", (header) => {
  expect(readBearer(header)).toEqual({ kind: "none" });
});

test.each(["Bearer aZ09._~+/=-", "bearer aZ09._~+/=-", "BEARER aZ09._~+/=-"])(
  "%s is a token",
  (header) => {
    expect(readBearer(header)).toEqual({ kind: "token", token: "aZ09._~+/=-" });
  },
);

test.each([
  "",
  "Bearer",
  "Bearer ",
  "Bearer  a",
  "Basic a",
  "xBearer a",
  "Bearer a b",
  "Bearer a\n",
])("%j is malformed", (header) => {
  expect(readBearer(header)).toEqual({ kind: "malformed" });
});

test("two credentials are ambiguous, whichever comes first", () => {
  expect(readBearer("Bearer a, Basic b")).toEqual({ kind: "ambiguous" });
  expect(readBearer("Basic b,Bearer a")).toEqual({ kind: "ambiguous" });
});
