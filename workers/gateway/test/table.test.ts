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
    // In front of the prefix of one row; a field written twice keeps its second value, so that one goes.
    const patch = (module: string) =>
      replaced(
        module,
        /(\{\s*)(prefix: "\/api\/home",[^}]*idempotency: \w+,)([^}]*?)(timeoutMs: \w+)?(\s*\})/,
        `$1${field}$2$3${field.startsWith("timeoutMs") ? "" : "$4"}$5`,
      );
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
