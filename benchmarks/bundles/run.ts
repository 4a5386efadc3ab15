/** `npm run bench -- bundles`: what each Worker weighs as it would be uploaded. */

import { configWriter } from "../../tools/config-writer.ts";
import { buildNext } from "../../tools/constellation/build-next.ts";
import { dryRun, GZIP_KIB_MAX } from "../../tools/deploy.ts";
import { ROOT, runCommand } from "../../tools/run-command.ts";
import { discoverServices } from "../../tools/services.ts";

const sizes = await dryRun({
  root: ROOT,
  services: discoverServices(ROOT),
  environment: "production",
  run: runCommand,
  buildNext,
  writeConfig: configWriter(ROOT, "production"),
  print: (line) => console.error(line),
  shell: {},
});
console.log("| Worker | KiB gzip | of the limit |\n|---|---|---|");
for (const { id, gzipKib } of sizes.toSorted((a, b) => b.gzipKib - a.gzipKib)) {
  const share = Math.round((gzipKib / GZIP_KIB_MAX) * 100);
  console.log(`| ${id} | ${gzipKib.toFixed(0)} | ${share} % |`);
}
