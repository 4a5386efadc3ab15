/** When the local payment gateway runs, and with which keys. */
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROOT } from "../run-command.ts";
import { discoverServices, type Service } from "../services.ts";
import { stopAll, type Undo } from "../undo.ts";
import { chosenGateway, startLocalGateway } from "./payment-gateway.ts";

const services = discoverServices(ROOT);
const withVars = (vars: Record<string, string>): Service[] =>
  services.map((each) => (each.id === "payment" ? { ...each, vars } : each));

describe("payments 38: the local gateway of a system", () => {
  let dataDir: string;
  const undo: Undo[] = [];
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "edgemart-gateway-"));
  });
  afterEach(async () => {
    await stopAll(undo);
    await rm(dataDir, { recursive: true });
  });
  const start = (options: Partial<Parameters<typeof startLocalGateway>[0]>) =>
    startLocalGateway(
      {
        services: withVars({ PAYMENT_GATEWAY: "simulator" }),
        secrets: {},
        dataDir,
        port: 0,
        api: "http://localhost:1",
        log: () => undefined,
        ...options,
      },
      undo,
    );

  test("runs while payment asks for it, with payment's own secret key and its journal among the data", async () => {
    const gateway = await start({
      secrets: { PAYMENT_SECRET_KEY: "test_sk_x", PAYMENT_CONTROL_TOKEN: "c" },
    });
    expect(gateway?.keys).toMatchObject({ secretKey: "test_sk_x", controlToken: "c" });
    const asked = await fetch(`${gateway?.url}/v1/payments/x`, {
      headers: { authorization: `Basic ${Buffer.from("test_sk_x:").toString("base64")}` },
    });
    expect(asked.status).toBe(404);
    await access(join(dataDir, "payment-gateway/journal.jsonl"));
  });

  test.each([
    ["there is no such Worker", { services: services.filter(({ id }) => id !== "payment") }],
    ["its wrangler file names another", { services: withVars({ PAYMENT_GATEWAY: "toss" }) }],
    ["the user chose another", { secrets: { PAYMENT_GATEWAY: "toss" } }],
    ["a test chose none", { vars: { payment: { PAYMENT_GATEWAY: "none" } } }],
  ])("does not run when %s", async (_why, options) => {
    expect(await start(options)).toBeNull();
  });

  test("payment is led to the gateway of the user's choice, and to nothing that was not written", () => {
    expect(chosenGateway({ PAYMENT_GATEWAY: "toss", PAYMENT_CLIENT_KEY: "", OTHER: "x" })).toEqual({
      PAYMENT_GATEWAY: "toss",
    });
  });
});
