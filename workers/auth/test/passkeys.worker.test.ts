/** Passkeys in the built Worker on workerd: the bundle leaves out what reads certificates of authenticators. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { RegisterOutput } from "@edgemart/contracts/auth";
import { PasskeyOptions } from "@edgemart/contracts/passkeys";
import { newDevicePasskey } from "@edgemart/testkit/authenticator";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { builtHere } from "../../../tools/constellation/build.ts";
import { type RunningAuth, startAuth } from "./worker.ts";

/** identity 58. */
const GZIP_KIB_MAX = 720;

const PATIENCE = { timeout: 20_000, interval: 500 };

let auth: RunningAuth;
beforeAll(async () => {
  auth = await startAuth({ REGISTRATIONS_MAX: 100 });
});
afterAll(() => auth.stop());

test.each(["ES256", "EdDSA", "RS256"] as const)(
  "identity 38, 39: a passkey with %s is made and signs in, on workerd",
  async (kind) => {
    const account = { email: `${kind}@example.com`, password: "correct horse battery" };
    const registered = await vi.waitFor(async () => {
      const answer = await auth.post("register", { ...account, name: "Kim" });
      // On a loaded machine it may be unavailable for a moment; every other refusal is a fault.
      if (answer.status === 503) throw new Error(await answer.text());
      return answer;
    }, PATIENCE);
    const answer = await registered.json();
    expect([registered.status, answer]).toMatchObject([201, { tokens: {} }]);
    const { member, tokens } = RegisterOutput.parse(answer);
    const device = newDevicePasskey(member.id, kind);
    const headers = {
      authorization: `Bearer ${tokens?.accessToken}`,
      "content-type": "application/json",
    };
    const toMake = await optionsOf(auth.post("passkeys/options", {}, { headers }));
    const made = device.created(String(toMake.options.challenge));
    const kept = { challengeId: toMake.challengeId, response: made };
    expect((await auth.post("passkeys", kept, { headers })).status).toBe(201);
    const toUse = await optionsOf(auth.post("passkey/options", {}));
    const used = {
      challengeId: toUse.challengeId,
      response: device.used(String(toUse.options.challenge)),
    };
    expect((await auth.post("passkey/login", used)).status).toBe(200);
    expect((await auth.post("passkey/login", used)).status).toBe(400);
  },
);

test("identity 58: the Worker stays within its size", async () => {
  const [built] = await builtHere("auth");
  const code = await readFile(join(built?.directory ?? "", "index.js"));
  expect(gzipSync(code).length / 1024).toBeLessThanOrEqual(GZIP_KIB_MAX);
});

async function optionsOf(asked: Promise<Response>): Promise<PasskeyOptions> {
  return PasskeyOptions.parse(await (await asked).json());
}
