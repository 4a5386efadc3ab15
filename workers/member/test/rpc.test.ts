/** The built member Worker in a real workerd: HTTP and both entrypoints. */

import { type TokenSigner, tokenSigner } from "@edgemart/testkit/token-signer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import {
  startWorkerd,
  testCall,
  type WorkerUnderTest,
} from "../../../tests/stores/test-workerd.ts";

let database: TestDatabase;
let signer: TokenSigner;
let worker: WorkerUnderTest;
const ENTRYPOINTS = ["MemberRpc", "MemberCredentialsRpc"];
const account = {
  email: "mina@example.com",
  name: "Mina",
  locale: "ko",
  passwordHash: `h2$k1$2b$10$${"a".repeat(53)}`,
  idempotencyKey: null,
};

beforeAll(async () => {
  [database, signer] = await Promise.all([startTestDatabase(), tokenSigner()]);
  const bindings = {
    ...signer.vars,
    DATABASE_URL: database.urlOf("member"),
    // Nothing here marks tokens.
    UPSTASH_REDIS_REST_URL: "http://127.0.0.1:1",
    UPSTASH_REDIS_REST_TOKEN: "none",
  };
  worker = await startWorkerd("member", ENTRYPOINTS, bindings);
}, 60_000);
afterAll(async () => {
  await worker?.stop();
  await database?.stop();
});

describe("auth 64: member behind its bindings", () => {
  test("a registered member is answered by every entrypoint and by HTTP", async () => {
    const made = await worker.ask("MemberCredentialsRpc", "register", account, testCall());
    const id = (made as { value: { member: { id: string } } }).value.member.id;
    const found = await worker.ask(
      "MemberCredentialsRpc",
      "credentialOf",
      account.email,
      testCall(),
    );
    expect(found).toMatchObject({ passwordHash: account.passwordHash, member: { id } });
    expect(await worker.ask("MemberCredentialsRpc", "stateOf", id, testCall())).toMatchObject({
      id,
    });
    const token = await signer.sign(id, "member");
    expect(await worker.ask("MemberRpc", "me", token, testCall())).toMatchObject({ value: { id } });
    const headers = { authorization: `Bearer ${token}` };
    const lines = ["MUG-1", "LAMP-2"].map((sku) => ({ sku, quantity: 1, priceSeenMinor: null }));
    for (const [items, cartSkus] of [
      [null, []],
      [lines, ["MUG-1", "LAMP-2"]],
    ]) {
      if (items) {
        const put = { ...headers, "content-type": "application/json", "if-match": "*" };
        const body = JSON.stringify({ items });
        expect(
          (await worker.fetch("/api/members/me/cart", { method: "PUT", headers: put, body }))
            .status,
        ).toBe(200);
      }
      expect(await worker.ask("MemberRpc", "shopper", token, testCall())).toMatchObject({
        value: { member: { id }, cartSkus },
      });
    }
    const response = await worker.fetch("/api/members/me", { headers });
    expect(await response.json()).toMatchObject({ id, email: account.email });
  });

  test("expected failures arrive as data", async () => {
    const again = await worker.ask("MemberCredentialsRpc", "register", account, testCall());
    expect(again).toEqual({ ok: false, error: { code: "email_taken" } });
    const me = await worker.ask("MemberRpc", "me", "a.b.c", testCall());
    expect(me).toEqual({ ok: false, error: { code: "token_invalid" } });
  });

  test.each([
    ...["credentialOf", "register", "stateOf", "env", "ctx", "readMemberConfig", "#deps"],
    ...["identityOf", "registerWithIdentity", "linkIdentity", "unlinkIdentity", "claimIdentity"],
    ...["moveEmail", "verifyEmail", "undoEmail", "passkeyOf", "passkeysOf", "addPasskey"],
    ...["usePasskey", "renamePasskey", "removePasskey", "factorOf", "setFactor", "resetFactors"],
    ...["takeStep", "takeRecoveryCode"],
  ])("identity 54: MemberRpc has no way to %s", async (method) => {
    await expect(worker.ask("MemberRpc", method, account.email, testCall())).rejects.toThrow();
  });

  test("a call past its deadline is not answered", async () => {
    const late = { ...testCall(), deadline: Date.now() - 1_000 };
    const asked = worker.ask("MemberCredentialsRpc", "credentialOf", account.email, late);
    await expect(asked).rejects.toThrow(/no answer in 1 ms/);
  });
});
