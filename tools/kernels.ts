/** Compiles the image Worker's SIMD kernels: `npm run kernels`, after a change of a file in workers/image-resizer/kernels. */
import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, runCommand } from "./run-command.ts";

/** Pinned here and not installed: with its optimiser it weighs 100 MB, and only a change of a kernel needs it. */
const COMPILER = "assemblyscript@0.28.20";
const OPTIONS = ["--enable", "simd", "--runtime", "stub", "--noAssert", "-O3", "--converge"];
const FOLDER = join(ROOT, "workers/image-resizer/kernels");

/** The compiled WebAssembly of the image kernels. */
export const MODULE = join(FOLDER, "pixels.wasm");
/** The custom section that says which sources a module was made of. */
export const SECTION = "source";

/** SHA-256 of compiler, options and every source, in hex. */
export async function stateOfKernels(): Promise<string> {
  const hash = createHash("sha256").update([COMPILER, ...OPTIONS].join(" "));
  for (const name of await sourceNames()) {
    hash.update(`\n${name}\n`).update(await readFile(join(FOLDER, name)));
  }
  return hash.digest("hex");
}

async function sourceNames(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith(".as")).sort();
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "edgemart-kernels-"));
  try {
    // The compiler wants its sources to end in .ts; here that would be another language.
    for (const name of await sourceNames()) {
      const text = await readFile(join(FOLDER, name), "utf8");
      await writeFile(join(folder, name.replace(/\.as$/, ".ts")), text);
    }
    const out = join(folder, "out.wasm");
    const args = ["--yes", "-p", COMPILER, "asc", join(folder, "index.ts"), ...OPTIONS];
    const { code, output } = await runCommand("npx", [...args, "--use", "abort=", "-o", out]);
    if (code !== 0) throw new Error(`the compiler failed: ${output}`);
    await writeFile(MODULE, withSection(await readFile(out), await stateOfKernels()));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Appends a custom section. @see WebAssembly core specification §5.5.3 */
function withSection(module: Uint8Array, text: string): Uint8Array {
  const body = [SECTION.length, ...Buffer.from(SECTION), ...Buffer.from(text)];
  if (body.length > 127) throw new Error("the section's length no longer fits in one byte");
  return Buffer.concat([module, Buffer.from([0, body.length, ...body])]);
}

if (import.meta.main) await main();
