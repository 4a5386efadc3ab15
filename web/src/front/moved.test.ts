/** Addresses of pages that became part of another. */
import { describe, expect, test } from "vitest";
import { pageAt } from "../pages.ts";
import { movedPath } from "./moved.ts";

describe("identity 43: one page of password, passkeys and sessions", () => {
  test.each(["/account/password", "/account/sessions"])(
    "%s leads there in its language",
    (path) => {
      for (const lang of ["ko", "en"]) {
        const to = movedPath(`/${lang}${path}`);
        expect(to).toBe(`/${lang}/account/security`);
        expect(pageAt(to ?? "")?.path).toBe("/account/security");
        expect(pageAt(`/${lang}${path}`)).toBeNull();
      }
    },
  );

  test.each([
    "/ko/account",
    "/ko/account/security",
    "/account/password",
    "/ko/constructor",
    "/fr/account/password",
  ])("%s stays", (path) => expect(movedPath(path)).toBeNull());
});
