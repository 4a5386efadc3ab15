/** What depends on the ports of a constellation follows them. */
import { describe, expect, test } from "vitest";
import { ROOT } from "../run-command.ts";
import { discoverServices } from "../services.ts";
import { addressVars, urlsOf } from "./worker-bindings.ts";

const CHOSEN = urlsOf({
  web: 3100,
  gateway: 8100,
  "image-resizer": 8101,
  "payment-gateway": 55332,
  mailbox: 8125,
  oidc: 55333,
});

describe("the addresses of a system on chosen ports", () => {
  const fixed = discoverServices(ROOT).flatMap(({ id, vars }) =>
    Object.entries(vars)
      // A host without a port is the same on every port: whom passkeys are made for.
      .filter(([, value]) => /\b(localhost|127\.0\.0\.1):\d/.test(String(value)))
      .map(([name, value]) => [id, name, String(value)] as const),
  );

  test.each(fixed)("%s: %s is not the %s of its wrangler file", (id, name, written) => {
    const given = addressVars(id, CHOSEN)[name];
    expect(Object.values(CHOSEN)).toContain(given);
    expect(given).not.toBe(written);
  });

  test("the wrangler files name such addresses, for who runs one Worker alone", () => {
    expect(fixed.map(([id]) => id)).toEqual(expect.arrayContaining(["gateway", "web"]));
  });
});
