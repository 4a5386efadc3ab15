/** Starts the local payment gateway: Toss's HTTP API, its pages and what provokes faults, on loopback and without any money. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { LOOPBACK, type Log } from "../loopback.ts";
import { apiOf } from "./api.ts";
import { openBook } from "./book.ts";
import { controlsOf } from "./controls.ts";
import type { CallTap, Gateway, GatewayKeys } from "./gateway.ts";
import { bankOf } from "./pages/bank.ts";
import { checkoutOf } from "./pages/checkout.ts";
import { faultsPageOf } from "./pages/faults-page.ts";
import { overviewOf } from "./pages/overview.ts";
import { STYLE } from "./pages/style.ts";
import type { PaymentRecord } from "./record.ts";
import { startWebhooks } from "./webhooks.ts";

/** What to start, and where. */
export interface PaymentGatewayOptions {
  /** 0 takes a free port. */
  port: number;
  /** Folder of the journal: every acknowledged charge is in it. */
  folder: string;
  /** Where webhooks go; null keeps them until `sendWebhooksTo`. */
  webhookUrl: string | null;
  /** @default TEST_KEYS */
  keys?: GatewayKeys;
  log?: Log;
  /** For proofs. */
  tap?: CallTap | undefined;
}

/** A running gateway. */
export interface PaymentGateway {
  /** Address of API and pages, without trailing slash. Its host is 127.0.0.1, so that the shop's cookies see another site, as with a real one. */
  url: string;
  port: number;
  keys: GatewayKeys;
  sendWebhooksTo(url: string | null): void;
  /** Keeps payments of the past, without a webhook; resolves when they are on the disk. Another of the same key is replaced. */
  remember(payments: readonly PaymentRecord[]): Promise<void>;
  /** Resolves when no webhook is under way. */
  webhooksIdle(): Promise<void>;
  stop(): Promise<void>;
}

/** Keys of a gateway that lives no longer than a test. */
export const TEST_KEYS: GatewayKeys = {
  secretKey: "test_sk_edgemart_local",
  clientKey: "test_ck_edgemart_local",
  controlToken: "control-of-tests",
};

const BODY_BYTES_MAX = 64 * 1024;
/** Names under which a browser or a Worker of this machine asks; any other is a page elsewhere that points here. */
const OWN_HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** Starts the gateway and sends the webhooks that an earlier one left. */
export async function startPaymentGateway(options: PaymentGatewayOptions): Promise<PaymentGateway> {
  const { keys = TEST_KEYS, log = () => undefined } = options;
  const book = await openBook(options.folder);
  const webhooks = startWebhooks(book, null, log);
  const gateway: Gateway = { book, keys, webhooks, origin: "", log, tap: options.tap };
  const server = createServer(getRequestListener(appOf(gateway).fetch));
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, LOOPBACK, resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server that is listening has one
  gateway.origin = `http://${LOOPBACK}:${port}`;
  webhooks.sendTo(options.webhookUrl);
  return {
    url: gateway.origin,
    port,
    keys,
    sendWebhooksTo: webhooks.sendTo,
    remember: (payments) => book.commit({ payments: [...payments] }),
    webhooksIdle: webhooks.idle,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await Promise.all([closed, webhooks.stop()]);
      await book.close();
    },
  };
}

function appOf(gateway: Gateway): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) =>
    OWN_HOST.test(c.req.header("host") ?? "") ? next() : c.text("Misdirected request", 421),
  );
  app.use(bodyLimit({ maxSize: BODY_BYTES_MAX }));
  app.route("/", controlsOf(gateway));
  app.route("/", apiOf(gateway));
  app.get("/style.css", (c) => c.body(STYLE, 200, { "content-type": "text/css; charset=utf-8" }));
  for (const pages of [overviewOf, checkoutOf, bankOf, faultsPageOf]) {
    app.route("/", pages(gateway));
  }
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    gateway.log(`payment gateway: ${error.stack ?? error.message}`);
    return c.json({ code: "UNKNOWN_PAYMENT_ERROR", message: "internal error" }, 500);
  });
  return app;
}
