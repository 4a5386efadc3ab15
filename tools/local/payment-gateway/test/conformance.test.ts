import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { gatewayConformance } from "../conformance.ts";
import { pageAddress, shopAtGateway } from "../shopper.ts";
import { type PaymentGateway, startPaymentGateway } from "../start.ts";

describe("payments 42: the local gateway answers as Toss does", () => {
  let gateway: PaymentGateway;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "edgemart-gateway-"));
    gateway = await startPaymentGateway({ port: 0, folder, webhookUrl: null });
  });
  afterAll(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true });
  });
  gatewayConformance(() => ({
    url: gateway.url,
    secretKey: gateway.keys.secretKey,
    authenticate: async (order) => {
      const back = await shopAtGateway(pageAddress(gateway, order));
      return String(back.paymentKey);
    },
  }));
});

// A page of Toss's needs a person: what comes after one is left out there.
const secretKey = process.env.TOSS_TEST_SECRET_KEY ?? "";
describe.skipIf(!secretKey.startsWith("test_"))("payments 42: Toss's test environment", () => {
  gatewayConformance(() => ({
    url: "https://api.tosspayments.com",
    secretKey,
    authenticate: null,
  }));
});
