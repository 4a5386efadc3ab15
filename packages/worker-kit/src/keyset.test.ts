/** Keyset pages and their cursors. */
import { describe, expect, test } from "vitest";
import { keysetPage, readCursor, writeCursor } from "./keyset.ts";

const digits = (text: string) => (/^\d+$/.test(text) ? Number(text) : null);

describe("a cursor", () => {
  test("reads back as it was written", () => {
    expect(readCursor(writeCursor("42"), digits)).toEqual({ ok: true, value: 42 });
  });

  test("is null where none came", () => {
    expect(readCursor(undefined, digits)).toEqual({ ok: true, value: null });
  });

  test("names a place whose value is 0", () => {
    expect(readCursor(writeCursor("0"), digits)).toEqual({ ok: true, value: 0 });
  });

  test.each(["", "!", "e30", "W10", "bnVsbA", "A".repeat(512)])(
    "%s is none that was given: 400 names the field",
    (text) => {
      expect(readCursor(text, digits)).toMatchObject({
        error: { code: "invalid_query", errors: [{ path: "cursor" }] },
      });
    },
  );
});

describe("a page", () => {
  const rows = [{ id: "a" }, { id: "b" }, { id: "c" }];
  const page = (limit: number) => keysetPage(rows, limit, ({ id }) => id);

  test("names its last row when one more was found", () => {
    expect(page(2)).toEqual({ items: rows.slice(0, 2), nextCursor: "b" });
  });

  test("is the last one when no more was found", () => {
    expect(page(3)).toEqual({ items: rows, nextCursor: null });
    expect(keysetPage([], 3, String)).toEqual({ items: [], nextCursor: null });
  });
});
