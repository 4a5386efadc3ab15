/** A member's cart behind the browser's copy: tried again where that helps, and nowhere else. */
import type { Cart } from "@edgemart/contracts/cart";
import type { CartLine } from "@edgemart/contracts/cart-lines";
import { ERRORS, type ErrorCode } from "@edgemart/contracts/error";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { describe, expect, test } from "vitest";
import { line } from "../../../test/some-cart.ts";
import { changedCart, unchanged } from "./cart-change.ts";
import { settleMemberCart } from "./member-cart.ts";

const UPDATED = "2026-10-01T00:00:00.000Z";

/** A row in memory that counts what it is asked. @param between runs before each write, as another device would */
function rowOf(items: CartLine[], between: (row: { items: CartLine[] }) => void = () => {}) {
  const row = { items, version: 3, reads: 0, writes: 0 };
  const now = () => ({ items: row.items, version: row.version, updatedAt: UPDATED });
  return Object.assign(row, {
    read: async (): Promise<Result<Cart>> => {
      row.reads += 1;
      return ok(now());
    },
    write: async (next: readonly CartLine[], version: number): Promise<Result<Cart>> => {
      row.writes += 1;
      const before = row.items;
      between(row);
      if (row.items !== before) row.version += 1;
      if (version !== row.version) return err("precondition_failed");
      row.items = [...next];
      row.version += 1;
      return ok(now());
    },
  });
}

const copyOf = (version: number, ...lines: CartLine[]) => ({
  base: { kind: "mirror" as const, version },
  lines,
});
const adding = (sku: string) => (lines: readonly CartLine[]) =>
  changedCart(lines, { kind: "add", sku, quantity: 1 }, null);

describe("cart: a member's row", () => {
  test("a change on a current copy is one write and no read", async () => {
    const row = rowOf([line("A")]);
    const done = await settleMemberCart(row, copyOf(3, line("A")), adding("B"));
    expect([done?.version, row.reads, row.writes]).toEqual([4, 0, 1]);
    expect(row.items).toEqual([line("A"), line("B", 1, null)]);
  });

  test("a change on an old copy is read again and made on what is there now", async () => {
    const row = rowOf([line("C")]);
    const done = await settleMemberCart(row, copyOf(2, line("A")), adding("B"));
    expect(done?.items).toEqual([line("C"), line("B", 1, null)]);
    expect([row.reads, row.writes]).toEqual([1, 2]);
  });

  test("the same form posted twice changes once", async () => {
    const row = rowOf([line("A")]);
    const copy = copyOf(3, line("A"));
    const set = (lines: readonly CartLine[]) =>
      changedCart(lines, { kind: "set", sku: "A", quantity: 2, saw: 1 }, null);
    await settleMemberCart(row, copy, adding("B"));
    const again = await settleMemberCart(row, copy, adding("B"));
    expect([again?.version, row.items.length, row.items[1]?.quantity]).toEqual([4, 2, 1]);
    await settleMemberCart(row, copyOf(4, ...row.items), set);
    expect(
      (await settleMemberCart(row, copyOf(4, line("A"), line("B", 1, null)), set))?.problem,
    ).toBe(null);
    expect([row.version, row.items[0]?.quantity]).toEqual([5, 2]);
  });

  test("without a change an old copy is read, and nothing is written", async () => {
    const row = rowOf([line("C")]);
    const done = await settleMemberCart(row, copyOf(2, line("A")), unchanged);
    expect([done?.items, row.reads, row.writes]).toEqual([[line("C")], 1, 0]);
  });

  test("a row that others change before each try is given up after four", async () => {
    const row = rowOf([], (each) => {
      each.items = [...each.items, line(`S${each.items.length}`)];
    });
    expect(await settleMemberCart(row, copyOf(3), adding("B"))).toBeNull();
    expect([row.reads, row.writes]).toEqual([3, 4]);
  });

  const others = (Object.keys(ERRORS) as ErrorCode[]).filter(
    (code) => code !== "precondition_failed",
  );
  test.each(others)("a write refused with %s is not tried again", async (code) => {
    const row = rowOf([line("A")]);
    row.write = async () => {
      row.writes += 1;
      return err(code);
    };
    expect(await settleMemberCart(row, copyOf(3, line("A")), adding("B"))).toBeNull();
    expect([row.reads, row.writes]).toEqual([0, 1]);
  });

  test.each(others)("a read refused with %s is not tried again", async (code) => {
    const row = rowOf([line("A")]);
    row.read = async () => {
      row.reads += 1;
      return err(code);
    };
    expect(
      await settleMemberCart(row, { base: { kind: "guest" }, lines: [] }, unchanged),
    ).toBeNull();
    expect(row.reads).toBe(1);
  });
});
