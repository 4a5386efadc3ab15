import { fileURLToPath } from "node:url";
import { LOCALES } from "@edgemart/contracts/locale";
import { describe, expect, test } from "vitest";
import { unstable_readConfig as readConfig } from "wrangler";

const config = fileURLToPath(new URL("../../wrangler.toml", import.meta.url));

describe("storefront: a page is not looked up among the files", () => {
  test.each([undefined, "staging", "production"])("in environment %s", (env) => {
    const rules = readConfig({ config, env }).assets?.run_worker_first;
    const pages = LOCALES.flatMap((lang) => [`/${lang}`, `/${lang}/*`]);
    expect(rules).toEqual(expect.arrayContaining(["/", "/health", "/api/*", ...pages]));
  });
  test.each(["/_next/static/chunks/a.js", "/icon.svg", "/sw.js"])(
    "%s is answered as a file, which costs no request of the Worker",
    (file) => {
      const rules = readConfig({ config }).assets?.run_worker_first;
      if (!Array.isArray(rules)) throw new Error("everything would go to the Worker");
      const matching = rules.filter((rule) =>
        new RegExp(`^${rule.replaceAll("*", ".*")}$`).test(file),
      );
      expect(matching).toEqual([]);
    },
  );
});
