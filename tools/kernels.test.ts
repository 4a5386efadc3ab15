import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { MODULE, SECTION, stateOfKernels } from "./kernels.ts";

test("the committed kernels are made of the committed sources", async () => {
  const module = new WebAssembly.Module(await readFile(MODULE));
  const [section] = WebAssembly.Module.customSections(module, SECTION);
  expect(Buffer.from(section ?? new ArrayBuffer()).toString()).toBe(await stateOfKernels());
});
