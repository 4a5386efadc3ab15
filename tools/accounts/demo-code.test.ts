/** The demo administrator's codes: as any authenticator app makes them, and each given once. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codeAt as byAnApp } from "@edgemart/testkit/authenticator-app";
import { afterEach, beforeEach, expect, test } from "vitest";
import { codeAt } from "./code.ts";
import { nextDemoCode } from "./demo-code.ts";

const SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const BEGUN_MS = Date.UTC(2026, 10, 30, 12, 0, 10);
let folder: string;
let credentials: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "edgemart-code-"));
  credentials = join(folder, "credentials.json");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("identity 48: a code is the one that an app shows", () => {
  for (const ms of [0, 29_999, 30_000, BEGUN_MS]) {
    expect(codeAt(SECRET, ms)).toBe(byAnApp(SECRET, ms));
  }
});

test("identity 51: the present code is given once; a second call waits for the next", async () => {
  await writeFile(credentials, JSON.stringify({ admin: { totpSecret: SECRET } }));
  let nowMs = BEGUN_MS;
  const waits: number[] = [];
  const next = () =>
    nextDemoCode(
      credentials,
      () => nowMs,
      async (ms) => {
        waits.push(ms);
        nowMs += ms;
      },
    );
  expect(await next()).toBe(byAnApp(SECRET, BEGUN_MS));
  expect(await next()).toBe(byAnApp(SECRET, BEGUN_MS + 20_000));
  expect(waits).toEqual([20_000]);
});

test("identity 51: without a demo administrator it says what to do", async () => {
  await expect(nextDemoCode(credentials)).rejects.toThrow(/start the shop first/);
});
