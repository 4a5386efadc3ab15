/** A Worker's database over connections that stay open: what Neon's driver answers, without its HTTP between. */
import { createHash } from "node:crypto";
import type { Database } from "@edgemart/postgres/client";
import type { NeonQueryFunction } from "@neondatabase/serverless";
import { drizzle } from "drizzle-orm/neon-http";
import pg from "pg";

const { builtins } = pg.types;
/** Types that drizzle reads itself, from their text. */
const AS_TEXT: readonly number[] = [
  ...[builtins.TIMESTAMPTZ, builtins.TIMESTAMP, builtins.DATE, builtins.INTERVAL],
];
const types = {
  getTypeParser: (id: number) =>
    AS_TEXT.includes(id) ? (text: string) => text : pg.types.getTypeParser(id),
} as pg.CustomTypesConfig;

/** A plan for each text: a schedule runs the same few statements over and over. */
const names = new Map<string, string>();

/** Makes it. Each statement has a connection to itself, and is a transaction of its own. */
export function directDatabase(pool: pg.Pool): Database {
  const ask = async (text: string, values: unknown[], { arrayMode }: { arrayMode: boolean }) =>
    pool.query({
      ...{ text, values, types, name: nameOf(text) },
      ...(arrayMode && { rowMode: "array" }),
    });
  // Guarantee of the cast: drizzle calls the driver as a function alone, and reads rows of its answer.
  return drizzle(ask as unknown as NeonQueryFunction<false, false>);
}

function nameOf(text: string): string {
  const name = names.get(text) ?? createHash("sha1").update(text).digest("hex");
  names.set(text, name);
  return name;
}
