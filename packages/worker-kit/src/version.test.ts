import { expect, test } from "vitest";
import { versionOf } from "./version.ts";

test.each([
  [{ CF_VERSION_METADATA: { id: "v1" } }, "v1"],
  [{ CF_VERSION_METADATA: { id: 1 } }, undefined],
  [{ CF_VERSION_METADATA: {} }, undefined],
  [{}, undefined],
  [undefined, undefined],
])("the version of %j is %s", (env, version) => {
  expect(versionOf(env)).toBe(version);
});
