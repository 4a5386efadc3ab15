/** What is said of a movement that others are always faster than. */
import { expect, test } from "vitest";
import type { AdminDeps, Write } from "../ports/administration.ts";
import { moveStock } from "./move-stock.ts";

test("a movement that would go, and is lost each time, asks for another try instead of naming a shortage", async () => {
  let asked = 0;
  const stock = {
    move: async () => {
      asked += 1;
      return "lost";
    },
    history: async () => ({ stock: { sku: "A", onHand: 5, reserved: 0 }, items: [] }),
  };
  // Guarantee of the cast: nothing else is asked of what a lost movement needs.
  const deps = { stock, recall: async () => null } as unknown as AdminDeps;
  const input = { delta: -1, reason: "counted", note: "" } as const;
  const moved = await moveStock(deps, "A", input, { key: null } as Write);
  expect(moved).toMatchObject({ ok: false, error: { code: "temporarily_unavailable" } });
  expect(asked).toBe(5);
});
