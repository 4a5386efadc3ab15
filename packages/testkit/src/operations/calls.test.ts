/** A new operation needs a valid call the day it is born: said here, before the running system says it. */
import { expect, test } from "vitest";
import { z } from "zod";
import { OPERATIONS } from "../../../../workers/gateway/src/own/operations.ts";
import { OWN_OPERATIONS } from "../../../../workers/gateway/src/own/own-operations.ts";
import { CALLS } from "./calls.ts";

const ALL = [...OPERATIONS, ...OWN_OPERATIONS];

test("every operation has a valid call: a line of the table, or what it says of itself", () => {
  const without = ALL.filter(({ id, params, body }) => {
    const isDescribed = !params && (!body || z.globalRegistry.get(body)?.example !== undefined);
    return !isDescribed && !(id in CALLS);
  });
  expect(without.map(({ id }) => id)).toEqual([]);
});

test("the table has no line of an operation that is gone", () => {
  const ids = ALL.map(({ id }) => id);
  expect(Object.keys(CALLS).filter((id) => !ids.includes(id))).toEqual([]);
});
