/** One purchase after the other, next to the least that answers, with the statements of each step. */
import type { Temporary } from "../../tests/raise-temporary.ts";
import { spreadOf } from "../auth/figures.ts";
import { ask, place, toReturn } from "./shop.ts";

const ROUNDS = 60;
const WARM = 5;

/** Prints the table. @param statements counted by role since they were emptied; this empties them */
export async function oneByOne(
  up: Temporary,
  sku: string,
  statements: Map<string, number>,
): Promise<void> {
  const ms: Record<string, number[]> = { place: [], begin: [], confirm: [], health: [] };
  const counts: Record<string, string> = {};
  const note = (name: string, took: number, round: number) => {
    if (round >= 0) ms[name]?.push(took);
    counts[name] = [...statements]
      .map(([role, n]) => `${role.slice("edgemart_".length)} ${n}`)
      .sort()
      .join(", ");
    statements.clear();
  };
  for (let round = -WARM; round < ROUNDS; round++) {
    const begunAt = performance.now();
    await fetch(`${up.urls.api}/health`);
    note("health", performance.now() - begunAt, round);
    const placed = await place(up, sku);
    note("place", placed.ms, round);
    const { begun, path, proof } = await toReturn(up, placed);
    note("begin", begun.ms, round);
    note("confirm", (await ask(up, path, proof)).ms, round);
  }
  const least = spreadOf(ms.health ?? []).p50;
  console.log("| one at a time | n | p50 ms | p95 ms | p50 / health | statements, last round |");
  console.log("|---|---|---|---|---|---|");
  for (const [name, all] of Object.entries(ms)) {
    const { p50, p95 } = spreadOf(all);
    const figures = [all.length, p50.toFixed(1), p95.toFixed(1), (p50 / least).toFixed(1)];
    console.log(`| ${[name, ...figures, counts[name] ?? ""].join(" | ")} |`);
  }
}
