/** A new operation needs a valid call the day it is born: said here, before the running system says it. */
import { expect, test } from "vitest";
import { OPERATIONS } from "../../../../workers/gateway/src/own/operations.ts";
import { OWN_OPERATIONS } from "../../../../workers/gateway/src/own/own-operations.ts";
import { CALLS } from "./calls.ts";

test("the table has a valid call of every operation, and no other", () => {
  const ids = [...OPERATIONS, ...OWN_OPERATIONS].map(({ id }) => id);
  expect(Object.keys(CALLS).sort()).toEqual(ids.sort());
});
