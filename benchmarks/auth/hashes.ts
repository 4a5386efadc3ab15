/** One password hash in several implementations on this machine. Native bcrypt is PostgreSQL's own (pgcrypto). */
import { argon2Sync, randomBytes, scryptSync } from "node:crypto";
import { compareSync, hashSync } from "bcryptjs";
import pg from "pg";
import { startTestDatabase } from "../../tests/stores/test-database.ts";
import { type Spread, spreadOf } from "./figures.ts";

const TIMES = 40;
const MATERIAL = randomBytes(48).toString("base64");

/** @returns name → spread, in milliseconds */
export async function measureHashes(): Promise<[string, Spread][]> {
  const stored = hashSync(MATERIAL, 10);
  const salt = randomBytes(16);
  const inNode: [string, () => unknown][] = [
    ["bcryptjs, cost 10 (what auth runs)", () => compareSync(MATERIAL, stored)],
    [
      "scrypt, N = 2^14, r = 8, p = 5 (OWASP), Node's own",
      () => scryptSync(MATERIAL, salt, 32, { N: 2 ** 14, r: 8, p: 5 }),
    ],
    [
      "scrypt, N = 2^17, r = 8, p = 1 (OWASP), Node's own",
      () => scryptSync(MATERIAL, salt, 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 }),
    ],
    [
      "Argon2id, 19 MiB, t = 2, p = 1 (OWASP), Node's own",
      () =>
        argon2Sync("argon2id", {
          ...{ message: MATERIAL, nonce: salt, parallelism: 1, tagLength: 32 },
          ...{ memory: 19_456, passes: 2 },
        }),
    ],
  ];
  const rows: [string, Spread][] = inNode.map(([name, work]) => [name, timed(work)]);
  rows.splice(1, 0, ["bcrypt in C, cost 10 (pgcrypto), with its query", await inPostgres(stored)]);
  return rows;
}

function timed(work: () => unknown): Spread {
  for (let warm = 0; warm < 3; warm++) work();
  return spreadOf(
    Array.from({ length: TIMES }, () => {
      const begun = performance.now();
      work();
      return performance.now() - begun;
    }),
  );
}

async function inPostgres(stored: string): Promise<Spread> {
  const database = await startTestDatabase();
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  try {
    await client.query("create extension pgcrypto");
    // pgcrypto writes 2a, which is the same computation for these inputs.
    const ask = () =>
      client.query("select crypt($1, $2) = $2 as ok", [MATERIAL, stored.replace("$2b$", "$2a$")]);
    const samples: number[] = [];
    for (let at = -3; at < TIMES; at++) {
      const begun = performance.now();
      const { rows } = await ask();
      if (rows[0]?.ok !== true) throw new Error("pgcrypto disagrees with bcryptjs");
      if (at >= 0) samples.push(performance.now() - begun);
    }
    return spreadOf(samples);
  } finally {
    await client.end();
    await database.stop();
  }
}
