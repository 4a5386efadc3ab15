/** Which failures of a statement are tried again, and how often. */
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { Database } from "./client.ts";
import { CONTENTION_RETRIES, runContended } from "./run-contended.ts";

const refusal = (code: string) =>
  Object.assign(new Error("refused"), { name: "NeonDbError", code });

/** Answers each try with the next of these: an error's code, or a row. */
function database(answers: string[]) {
  const asked: string[] = [];
  const execute = async () => {
    const code = answers[asked.length] ?? "row";
    asked.push(code);
    if (code !== "row") throw refusal(code);
    return { rows: [{ n: asked.length }] };
  };
  // Guarantee of the cast: `run` asks a database to execute, and nothing else.
  return { db: { execute } as unknown as Database, asked };
}

const row = z.object({ n: z.int() });

describe("a statement that meets others", () => {
  test.each(["40P01", "40001"])("is sent again after %s", async (code) => {
    const { db } = database([code, code]);
    expect(await runContended(db, sql`select 1`, row)).toEqual([{ n: 3 }]);
  });

  test("is given up after three retries, with PostgreSQL's own error", async () => {
    const { db, asked } = database(Array(9).fill("40P01"));
    await expect(runContended(db, sql`select 1`, row)).rejects.toMatchObject({ code: "40P01" });
    expect(asked).toHaveLength(1 + CONTENTION_RETRIES);
  });

  test.each(["23505", "57P01", "22003"])("is not sent again after %s", async (code) => {
    const { db, asked } = database([code]);
    await expect(runContended(db, sql`select 1`, row)).rejects.toMatchObject({ code });
    expect(asked).toHaveLength(1);
  });
});
