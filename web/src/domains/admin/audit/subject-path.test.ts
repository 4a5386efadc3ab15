import { expect, test } from "vitest";
import { subjectPath } from "./subject-path.ts";

const event = (action: string, subjectId: string) => ({
  ...{ action, subjectId, id: "1", at: "2026-01-01T00:00:00.000Z", actorId: "mem_1" },
  ...{ changes: {}, requestId: "r" },
});

test.each([
  ["stock.moved", "prd_1", "/admin/products/prd_1"],
  ["category.changed", "cat_1", "/admin/categories/cat_1"],
  ["brand.created", "onda", "/admin/brands"],
  ["attribute.changed", "wood", "/admin/attributes/wood"],
  ["collection.created", "col_1", "/admin/collections/col_1"],
  ["collection.removed", "col_1", null],
  ["constructor.called", "x", null],
])("what was %s on %s is seen at %s", (action, subject, path) => {
  expect(subjectPath(event(action, subject))).toBe(path);
});
