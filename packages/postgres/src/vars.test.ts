import { expect, test } from "vitest";
import { z } from "zod";
import { PostgresVarsShape, postgresBudget } from "./vars.ts";

const Vars = z.object(PostgresVarsShape);

test("the waits are three seconds for a first call and two for a later one, or as they are set", () => {
  expect(postgresBudget(Vars.parse({}))).toEqual({ firstMs: 3_000, laterMs: 2_000 });
  const set = Vars.parse({ POSTGRES_FIRST_MS: "50", POSTGRES_LATER_MS: "10000" });
  expect(postgresBudget(set)).toEqual({ firstMs: 50, laterMs: 10_000 });
});

test.each(["49", "10001", "50.5", "soon"])("%s is no wait", (wait) => {
  expect(Vars.safeParse({ POSTGRES_FIRST_MS: wait }).success).toBe(false);
});
