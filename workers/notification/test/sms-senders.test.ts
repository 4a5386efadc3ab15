/** Providers of text messages: the mailbox itself, and a stand-in of Solapi's API that checks signatures. @see specs/notifications.md 35 */
import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Mailbox, startMailbox } from "../../../tools/local/mailbox/start.ts";
import { mailboxTexts } from "../src/adapters/sms-sender.mailbox.ts";
import { noTexts } from "../src/adapters/sms-sender.none.ts";
import {
  authorizationOf,
  type SolapiTerms,
  solapiSender,
} from "../src/adapters/sms-sender.solapi.ts";
import type { TextMessage } from "../src/ports/sms-sender.ts";

const SECRET = "the secret of a test";
const KEY = "NCSTESTKEY";

let folder: string;
let mailbox: Mailbox;
let server: Server;
let answer: { status: number; body: unknown } | "cut" | null = null;
const taken: Record<string, unknown>[] = [];
const salts = new Set<string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "edgemart-test-sms-"));
  mailbox = await startMailbox({ port: 0, folder });
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const said =
      /^HMAC-SHA256 apiKey=(\S+), date=(\S+), salt=(\S+), signature=([0-9a-f]{64})$/.exec(
        String(request.headers.authorization),
      );
    const [, key, date = "", salt = "", signature] = said ?? [];
    const mac = createHmac("sha256", SECRET).update(`${date}${salt}`).digest("hex");
    const isSigned =
      key === KEY && signature === mac && Math.abs(Date.parse(date) - Date.now()) < 900_000;
    if (request.url !== "/messages/v4/send" || !isSigned || salts.has(salt)) {
      response.writeHead(403).end(JSON.stringify({ errorCode: "SignatureDoesNotMatch" }));
      return;
    }
    salts.add(salt);
    if (answer && answer !== "cut") {
      response.writeHead(answer.status, { "retry-after": "5" }).end(JSON.stringify(answer.body));
      return;
    }
    taken.push(JSON.parse(text).message);
    if (answer === "cut") response.destroy();
    else response.end(JSON.stringify({ messageId: `M4V${taken.length}`, statusCode: "2000" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await mailbox.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  answer = null;
  taken.length = 0;
});

const solapi = (changes: Partial<SolapiTerms> = {}) =>
  solapiSender({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ apiKey: KEY, apiSecret: SECRET, from: "0212345678", channelId: "", templateIds: {} },
    ...changes,
  });
let made = 0;
const message = (changes: Partial<TextMessage> = {}): TextMessage => ({
  ...{ key: `dlv_${++made}`, to: "+821012345678", templateCode: "order_shipped" },
  ...{ variables: { number: "7KQ2" }, fallbackText: "[Edgemart] 출발했습니다. 7KQ2" },
  ...changes,
});

test("notifications 35: Solapi is asked with a signature of date and salt, a new one each time", async () => {
  const sender = solapi();
  expect(await sender.send(message())).toEqual({ kind: "sent", providerId: "M4V1" });
  expect(await sender.send(message())).toEqual({ kind: "sent", providerId: "M4V2" });
  expect(taken[0]).toEqual({
    ...{ to: "01012345678", from: "0212345678", country: "82" },
    text: "[Edgemart] 출발했습니다. 7KQ2",
  });
  expect(await solapi({ apiSecret: "another" }).send(message())).toMatchObject({ kind: "stopped" });
  const at = new Date("2026-12-01T00:00:00Z");
  expect(await authorizationOf({ apiKey: KEY, apiSecret: SECRET }, at, "salt-of-a-test")).toBe(
    `HMAC-SHA256 apiKey=${KEY}, date=2026-12-01T00:00:00.000Z, salt=salt-of-a-test, signature=${createHmac("sha256", SECRET).update("2026-12-01T00:00:00.000Zsalt-of-a-test").digest("hex")}`,
  );
});

test("notifications 36: a template that was approved goes as Alimtalk, with SMS in its place; another as SMS", async () => {
  const templateIds = { order_shipped: "KA01TP1" };
  await solapi({ channelId: "KA01PF1", templateIds }).send(message());
  await solapi({ channelId: "KA01PF1", templateIds: {} }).send(message());
  await solapi({ templateIds }).send(message());
  expect(taken.map(({ kakaoOptions }) => kakaoOptions)).toEqual([
    {
      ...{ pfId: "KA01PF1", templateId: "KA01TP1", disableSms: false },
      variables: { "#{number}": "7KQ2" },
    },
    undefined,
    undefined,
  ]);
  for (const { text } of taken) expect(text).toBe("[Edgemart] 출발했습니다. 7KQ2");
});

test.each([
  ["is out of order", { status: 500, body: {} }, "transient"],
  ["has too much to do", { status: 429, body: {} }, "transient"],
  ["does not know the key", { status: 401, body: { errorCode: "Unauthorized" } }, "stopped"],
  ["wants money", { status: 402, body: { errorCode: "NotEnoughBalance" } }, "stopped"],
  ["refuses the message", { status: 400, body: { errorCode: "ValidationError" } }, "permanent"],
  [
    "takes it and says no",
    { status: 200, body: { messageId: "M", statusCode: "1062" } },
    "permanent",
  ],
  ["answers nonsense", { status: 200, body: [] }, "lost"],
  ["cuts the line", "cut", "lost"],
] as const)(
  "notifications 35: Solapi that %s has an outcome of its own",
  async (_what, said, kind) => {
    answer = said;
    const outcome = await solapi().send(message());
    expect(outcome.kind).toBe(kind);
    if (kind === "transient") expect(outcome).toMatchObject({ retryAfterSeconds: 5 });
  },
);

test("notifications 35: Solapi that is not there has carried nothing", async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  const outcome = await solapi({ baseUrl: `http://127.0.0.1:${port}` }).send(message());
  expect(outcome).toEqual({ kind: "transient", why: "provider_unreachable" });
});

test("notifications 35: the mailbox has a text once for its key", async () => {
  const sender = mailboxTexts(mailbox.url);
  const twice = message();
  const outcomes = await Promise.all([sender.send(twice), sender.send(twice)]);
  expect(outcomes[0]).toEqual(outcomes[1]);
  const { texts } = (await (await fetch(`${mailbox.url}/api/texts?to=1234`)).json()) as {
    texts: unknown[];
  };
  expect(texts).toHaveLength(1);
  expect(noTexts.isOff).toBe(true);
});
