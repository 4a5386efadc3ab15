/** docs/api.md is true: its commands are run as they stand there, and print what the page says. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { freshCode } from "@edgemart/testkit/second-factor";
import { system } from "@edgemart/testkit/system";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROOT, runCommand } from "../../tools/run-command.ts";

interface Block {
  heading: string;
  script: string;
  prints: string[];
}

let folder: string;
let page: string;
let blocks: Block[];
beforeAll(async () => {
  folder = await temporaryFolder("api-page");
  const { serviceKey, admin, member, urls } = system();
  await mkdir(join(folder, ".local"));
  const credentials = JSON.stringify({ serviceKey, admin, member });
  await writeFile(join(folder, ".local/credentials.json"), credentials);
  page = await readFile(join(ROOT, "docs/api.md"), "utf8");
  // The page's ports are those of `npm start`; a test has free ones.
  const here = page
    .replaceAll("http://localhost:8000", urls.api)
    .replaceAll("http://localhost:3000", urls.web)
    .replaceAll("npm run -s code", `node ${ROOT}/tools/code.ts .local/credentials.json`);
  await freshCode(admin, system().adminUrl);
  blocks = blocksOf(here);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("docs/api.md", () => {
  test("has a command in every section that says how to call", () => {
    const headings = new Set(blocks.map(({ heading }) => heading));
    for (const heading of [
      "Sign in from a server",
      "Sign in from a browser",
      "What a revocation takes",
      "Errors",
      "Idempotency",
      "Pages of a list",
      "Versions of a thing: If-Match and If-None-Match",
      "Caching",
      "Limits",
      "Versions of the API",
    ]) {
      expect(headings).toContain(heading);
    }
    expect(blocks.flatMap(({ prints }) => prints).length).toBeGreaterThan(20);
  });

  test("links to nothing that the door which serves it does not have", () => {
    const links = [...page.matchAll(/\]\(([^)]*)\)/g)].map(([, target = ""]) => target);
    expect(links.filter((target) => !/^(https?:|\/)/.test(target))).toEqual([]);
  });

  test("prints what it says, block after block, in one shell", async () => {
    const mark = "=== block";
    const script = blocks.map((block, index) => `echo "${mark} ${index}"\n${block.script}`);
    const text = ["set -euo pipefail", ...script].join("\n");
    await writeFile(join(folder, "page.sh"), text);
    const { code, output } = await runCommand("bash", ["page.sh"], { cwd: folder });
    const printed = output
      .split(new RegExp(`^${mark} \\d+\\n`, "m"))
      .slice(1)
      .map((part) => part.split("\n").filter(Boolean));
    expect(printed).toEqual(blocks.map(({ prints }) => prints));
    expect(code).toBe(0);
  });
});

function blocksOf(page: string): Block[] {
  return page.split(/^## /m).flatMap((section) => {
    const heading = section.split("\n")[0] ?? "";
    return [...section.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, script = ""]) => ({
      heading,
      script,
      prints: [...script.matchAll(/^#=> (.*)$/gm)].map(([, line = ""]) => line),
    }));
  });
}
