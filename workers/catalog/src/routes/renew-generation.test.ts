/** When caches are notified again of a write whose end is unknown. */
import { STATEMENT_MS_MAX } from "@edgemart/postgres/vars";
import { expect, test } from "vitest";
import { triesAfterMs } from "./renew-generation.ts";

test("after a failure nobody is told before PostgreSQL has ended the statement, whatever the driver waited", () => {
  for (const status of [500, 503, 504]) {
    expect(triesAfterMs(status)[0]).toBeGreaterThan(STATEMENT_MS_MAX);
  }
});

test("what is told late fits into what a Worker may do behind its answer", () => {
  for (const status of [200, 503]) {
    const all = triesAfterMs(status).reduce((sum, ms) => sum + ms, 0);
    expect(all).toBeLessThan(20_000);
  }
});
