/** A table that contradicts itself, in the built Worker: it does not start, and says which row is wrong. */
import { describe, expect, test } from "vitest";
import { replaced } from "./harness.ts";
import { makeMinter } from "./tokens.ts";
import { raiseGateway } from "./world.ts";

describe("gateway 5, 22: a table that contradicts itself", () => {
  test.each([
    ["a cookie on a row that honours a key", "cookies: true,", "a row whose answers set cookies"],
    ["a field that nobody knows", "colour: 1,", "colour"],
    ["a deadline that outlives waitUntil", "timeoutMs: 60000,", "timeoutMs"],
  ])("%s stops the Worker at its start, with the row's name", async (_name, field, said) => {
    const { jwks } = await makeMinter();
    // Behind what the policy of one group begins with: a field that is written again wins.
    const patch = (module: string) =>
      replaced(module, /(home: \{\s*reads: \{\s*\.\.\.\w+,)/, `$1 ${field}`);
    const start = raiseGateway({ redisUrl: "http://127.0.0.1:9", jwks, patch });
    const reason = await start.then(
      async (world) => {
        const answer = await world.ask("/health");
        await world.stop();
        return `${answer.status} ${await answer.text()} ${world.lines.join("\n")}`;
      },
      (thrown: unknown) => String(thrown),
    );
    expect(reason).toMatch(/the route table is wrong: row \d+ \(\/api\/home GET,HEAD\)/);
    expect(reason).toContain(said);
  });
});
