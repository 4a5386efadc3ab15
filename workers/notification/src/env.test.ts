/** Configurations that notification refuses to start with. @see specs/notifications.md 29 */
import { createECDH, randomBytes } from "node:crypto";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { beforeAll, expect, test } from "vitest";
import { readNotificationConfig } from "./env.ts";

const key = () => randomBytes(32).toString("base64url");
const ecdh = createECDH("prime256v1");
const pair = { publicKey: ecdh.generateKeys("base64url"), privateKey: key() };
const worker = {};
const VAPID = (k1: object, current = "k1") => JSON.stringify({ current, keys: { k1 } });
const SOLAPI = {
  ...{ SMS_SENDER: "solapi", SMS_FROM: "0212345678" },
  ...{ SOLAPI_API_KEY: "NCS", SOLAPI_API_SECRET: "secret" },
};
let env: Record<string, unknown>;
beforeAll(async () => {
  const { vars } = await tokenSigner();
  env = {
    ...vars,
    ...{ DATABASE_URL: "postgres://role:secret@db.example/shop", ENVIRONMENT: "production" },
    ...{ POSTGRES_FIRST_MS: 3_000, POSTGRES_LATER_MS: 2_000 },
    ...{ SHOP_ORIGIN: "https://shop.example", API_ORIGIN: "https://api.shop.example" },
    ...{ SHOP_LEGAL_COMPANY: "Edgemart Inc.", SHOP_LEGAL_ADDRESS: "Seoul" },
    ...{ SHOP_LEGAL_PHONE: "02-0000-0000", SHOP_LEGAL_EMAIL: "help@shop.example" },
    ...{ EMAIL_SENDER: "resend", RESEND_API_KEY: "re_key", MAILBOX_URL: "" },
    EMAIL_FROM: "Edgemart <no-reply@shop.example>",
    RESEND_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString("base64")}`,
    CONTACT_DIGEST_KEY: key(),
    UNSUBSCRIBE_SECRETS: JSON.stringify({ current: "k1", keys: { k1: key() } }),
    VAPID_KEYS: VAPID(pair),
    ...{ MEMBER_OUTBOX: worker, AUTH_OUTBOX: worker, ORDER_OUTBOX: worker, PAYMENT_OUTBOX: worker },
    ...{ AUTH_LINKS: worker, ORDER_CONTACT: worker, MEMBER_CONTACT: worker, MEMBER_LOOKUP: worker },
  };
});
const reads = (changes: Record<string, unknown>) => () =>
  readNotificationConfig({ ...env, ...changes });

test("a complete one of production is taken", () => {
  expect(reads({})).not.toThrow();
  const binding = { send: () => undefined };
  expect(reads({ EMAIL_SENDER: "cloudflare", EMAIL: binding })).not.toThrow();
});

test("notifications 35: texts are off until a provider is named, with its secrets", () => {
  expect(reads({})().SMS_SENDER).toBe("none");
  const templates = { order_shipped: "KA01TP" };
  const config = reads({ ...SOLAPI, SOLAPI_TEMPLATES: JSON.stringify(templates) })();
  expect([config.SMS_SENDER, config.SOLAPI_TEMPLATES]).toEqual(["solapi", templates]);
});

test("a preview may send nothing, and a laptop writes to its mailbox", () => {
  expect(reads({ ENVIRONMENT: "staging", EMAIL_SENDER: "none" })).not.toThrow();
  const local = {
    ENVIRONMENT: "local",
    EMAIL_SENDER: "mailbox",
    MAILBOX_URL: "http://127.0.0.1:1",
  };
  expect(reads(local)).not.toThrow();
});

test.each([
  ["the mailbox of a laptop", { EMAIL_SENDER: "mailbox", MAILBOX_URL: "http://127.0.0.1:8025" }],
  ["the mailbox, before production", { ENVIRONMENT: "staging", EMAIL_SENDER: "mailbox" }],
  ["no sender", { EMAIL_SENDER: "none" }],
  ["Cloudflare without its binding", { EMAIL_SENDER: "cloudflare" }],
  ["Resend without its key", { RESEND_API_KEY: undefined }],
  ["links without encryption", { SHOP_ORIGIN: "http://shop.example" }],
  ["unsubscribing without encryption", { API_ORIGIN: "http://api.shop.example" }],
  [
    "a weak key of unsubscribing",
    { UNSUBSCRIBE_SECRETS: '{"current":"k1","keys":{"k1":"short"}}' },
  ],
  ["a push service without encryption", { PUSH_URL: "http://127.0.0.1:1" }],
  ["a push service elsewhere", { PUSH_URL: "https://push.example" }],
  ["a key for push services that is half one", { VAPID_KEYS: VAPID({ ...pair, privateKey: "x" }) }],
  ["a current key that is not there", { VAPID_KEYS: VAPID(pair, "k2") }],
  ["a contact that push services refuse", { SHOP_LEGAL_EMAIL: "help@localhost" }],
  ["a contact that is no address", { SHOP_LEGAL_EMAIL: "02-0000-0000" }],
  [
    "texts to the mailbox of a laptop",
    { SMS_SENDER: "mailbox", MAILBOX_URL: "http://127.0.0.1:1" },
  ],
  ["Solapi without its secrets", { SMS_SENDER: "solapi", SMS_FROM: "0212345678" }],
  ["Solapi without a number of the shop's", { ...SOLAPI, SMS_FROM: "" }],
  ["Solapi without encryption", { ...SOLAPI, SOLAPI_URL: "http://solapi.example" }],
  ["templates that no message has", { ...SOLAPI, SOLAPI_TEMPLATES: '{"sale":"KA01"}' }],
  ["templates that are no JSON", { ...SOLAPI, SOLAPI_TEMPLATES: "order_shipped" }],
  ["waits that are shortened", { DELIVERY_PACE: 10 }],
])("notifications 29, 49.48: %s is refused at the start", (_what, changes) => {
  expect(reads(changes)).toThrow();
});
