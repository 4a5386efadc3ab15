/** A flood of failures does not keep the owner's browser out: too slow to judge planted faults, so in a file of its own. */
import { LoginOutput } from "@edgemart/contracts/auth";
import { addressPrefix } from "@edgemart/contracts/client-address";
import { describe, expect, test } from "vitest";
import { testAuth } from "../../test/fakes.ts";

const LOGIN = { email: "mina@example.com", password: "correct horse battery" };

describe("auth 26: device tokens", () => {
  test("attack 68: 10 000 failures from elsewhere, then the owner's browser signs in at once", async () => {
    const auth = testAuth();
    const signIn = async (more: object = {}, headers: Record<string, string> = {}) => {
      const answer = await auth.post("login", { ...LOGIN, ...more }, headers);
      return { status: answer.status, body: await answer.json() };
    };
    const from = (address: string) => ({ "x-internal-client-prefix": addressPrefix(address) });
    await auth.post("register", { ...LOGIN, name: "Kim" });
    const { deviceToken } = LoginOutput.parse((await signIn()).body);
    auth.hasher.calls = 0;
    for (let at = 0; at < 10_000; at++) {
      await signIn({ password: "wrong" }, from(`198.51.${(at >> 8) & 255}.${at & 255}`));
    }
    expect(auth.hasher.calls).toBe(5);
    const stranger = await signIn({}, from("198.51.100.9"));
    expect([stranger.status, stranger.body]).toMatchObject([429, { code: "rate_limited" }]);
    const owner = await signIn({ deviceToken });
    expect([owner.status, owner.body]).toMatchObject([200, { deviceToken: null }]);
    // 10 000 requests take seconds where other work runs at the same time.
  }, 60_000);
});
