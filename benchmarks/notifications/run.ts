/** `node benchmarks/notifications/run.ts`: teaches Node to read JSX, which the mails are laid out in, and measures. */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

registerHooks({
  load(url, context, next) {
    if (!url.endsWith(".tsx")) return next(url, context);
    const options = { loader: "tsx", jsx: "automatic", format: "esm" } as const;
    const { code } = transformSync(readFileSync(fileURLToPath(url), "utf8"), options);
    return { format: "module", source: code, shortCircuit: true };
  },
});
// Not before: what it imports is read by the hook.
const { measure } = await import("./measure.ts");
await measure();
