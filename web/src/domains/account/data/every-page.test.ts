import { err, ok } from "@edgemart/contracts/result";
import { describe, expect, test } from "vitest";
import { everyPage } from "./every-page.ts";

/** A list of so many pages of one item each. */
const list = (pages: number) => {
  const asked: (string | null)[] = [];
  const ask = async (cursor: string | null) => {
    asked.push(cursor);
    const at = Number(cursor ?? 0);
    return ok({ items: [at], nextCursor: at + 1 < pages ? String(at + 1) : null });
  };
  return { asked, ask };
};

describe("orders 44: the export reads lists page by page", () => {
  test("to the end, each page once", async () => {
    const { asked, ask } = list(3);
    expect(await everyPage(ask, 4)).toEqual(ok({ items: [0, 1, 2], nextCursor: null }));
    expect(asked).toEqual([null, "1", "2"]);
  });

  test("or so far as may be asked, and says where it goes on", async () => {
    expect(await everyPage(list(9).ask, 2)).toEqual(ok({ items: [0, 1], nextCursor: "2" }));
  });

  test("a page that fails is no shorter list", async () => {
    const failing = await everyPage(async () => err("temporarily_unavailable"), 2);
    expect(failing.ok || failing.error.code).toBe("temporarily_unavailable");
  });
});
