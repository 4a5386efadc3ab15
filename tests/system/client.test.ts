/** The document can be programmed against: a generated client compiles a journey, and the journey works. */
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { clientTypes } from "@edgemart/testkit/client-types";
import { api, newMember, system } from "@edgemart/testkit/system";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PATHS } from "../../tools/paths.ts";
import { ROOT, runCommand } from "../../tools/run-command.ts";

// Below the root, where packages are found.
const folder = join(PATHS.cache, `client-${process.pid}`);
beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await copyFile(join(ROOT, "packages/testkit/client/journey.ts"), join(folder, "journey.ts"));
  await writeFile(
    join(folder, "api.ts"),
    await clientTypes(await (await api("/openapi.json")).text()),
  );
  const config = {
    extends: join(ROOT, "tsconfig.base.json"),
    compilerOptions: {
      lib: ["ES2025", "DOM"],
      types: ["node"],
      typeRoots: [join(ROOT, "node_modules/@types")],
    },
    include: ["journey.ts"],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a client generated from the OpenAPI document", () => {
  test("compiles a journey, with If-Match demanded and unknown fields refused", async () => {
    const { code, output } = await runCommand("tsc", ["-p", folder]);
    expect(output.trim()).toBe("");
    expect(code).toBe(0);
  });

  test("makes that journey", async () => {
    const member = await newMember();
    const env = { API: system().urls.api, TOKEN: member.accessToken, MEMBER: member.id };
    const { output } = await runCommand("node", [join(folder, "journey.ts")], { env });
    const told = JSON.parse(output.trim().split("\n").at(-1) ?? "");
    expect(told).toMatchObject({
      cart: [{ sku: told.sku, quantity: 2, priceSeenMinor: null }],
      stale: [412, "precondition_failed"],
      made: [201, null],
    });
    expect(told.products).toBeGreaterThan(0);
    expect(told.location).toMatch(new RegExp(`^/api/members/${member.id}/addresses/adr_`));
  });
});
