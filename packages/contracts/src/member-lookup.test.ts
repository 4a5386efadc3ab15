import { expect, test } from "vitest";
import { adminRefusal } from "./member-lookup.ts";

test("only an active administrator is one now; anyone who is not active has no token that counts", () => {
  const refusals = (["active", "disabled"] as const).flatMap((status) =>
    (["admin", "member"] as const).map((role) => adminRefusal({ status, role })),
  );
  expect(refusals).toEqual([null, "forbidden", "token_invalid", "token_invalid"]);
  expect(adminRefusal(null)).toBe("token_invalid");
});
