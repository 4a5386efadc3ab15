/** A start that fails says why it failed, also when its clean-up fails after it. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { raise } from "../constellation.ts";
import { FREE_PORTS } from "./ports.ts";

test("the first error survives a clean-up that fails; that one is its cause", async () => {
  const nowhere = join(tmpdir(), "edgemart-no-such-clone");
  const silent = () => undefined;
  const failed = raise(
    {
      root: nowhere,
      // A file where a folder should be.
      dataDir: "/dev/null/data",
      cacheDir: nowhere,
      credentialsPath: nowhere,
      ports: FREE_PORTS,
      secrets: { DATABASE_URL: "postgres://127.0.0.1:1/none" },
      onProgress: silent,
      log: silent,
      onFatal: silent,
    },
    [() => Promise.reject(new Error("stuck"))],
  );
  await expect(failed).rejects.toMatchObject({
    code: "ENOTDIR",
    cause: { errors: [{ message: "stuck" }] },
  });
});
