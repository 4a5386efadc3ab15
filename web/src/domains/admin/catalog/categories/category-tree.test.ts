import type { AdminCategory } from "@edgemart/contracts/catalog-categories";
import { describe, expect, test } from "vitest";
import { parentsFor, treeOf } from "./category-tree.ts";

const category = (slug: string, parent: string | null): AdminCategory => ({
  id: `cat_${slug}`,
  slug,
  parent,
  name: { ko: slug, en: slug },
  description: { ko: "", en: "" },
  position: 0,
  productCount: 0,
  version: 1,
  updatedAt: "2026-01-01T00:00:00.000Z",
});
const list = [
  category("mugs", "kitchen"),
  category("kitchen", null),
  category("glass", "mugs"),
  category("bowls", "kitchen"),
  category("garden", null),
  category("lost", "nowhere"),
];
const text = (branches: ReturnType<typeof treeOf>) =>
  branches.map((branch) => "-".repeat(branch.depth) + branch.category.slug).join(" ");

describe("the tree of categories", () => {
  test("holds each once below its parent, in their order", () => {
    expect(text(treeOf(list))).toBe("kitchen -mugs --glass -bowls garden lost");
  });
  test("a ring, which the database refuses, is not walked for ever", () => {
    expect(treeOf([category("a", "b"), category("b", "a")])).toEqual([]);
  });
  test.each([
    ["kitchen", "garden lost"],
    ["mugs", "kitchen -bowls garden lost"],
    ["lost", "kitchen -mugs --glass -bowls garden"],
    [null, "kitchen -mugs --glass -bowls garden lost"],
  ])("%s may not stand in itself or below", (slug, places) => {
    expect(text(parentsFor(list, slug))).toBe(places);
  });
});
