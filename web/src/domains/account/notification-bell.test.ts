/** What the bell adds to every page. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { transformSync } from "esbuild";
import { expect, test } from "vitest";

test("notifications 51: the bell is at most 1 kB of script, gzip", () => {
  const source = readFileSync(new URL("./notification-bell.tsx", import.meta.url), "utf8");
  const { code } = transformSync(source, { loader: "tsx", jsx: "automatic", minify: true });
  const bytes = gzipSync(code).byteLength;
  expect(bytes).toBeGreaterThan(200);
  expect(bytes).toBeLessThanOrEqual(1_000);
});
