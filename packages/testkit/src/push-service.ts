/** A push service on loopback that reads what it is sent as a browser would: it checks who signed, and decrypts (RFC 8188, 8291, 8292). */
import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { importJWK, jwtVerify } from "jose";

/** A browser that has subscribed. */
export interface TestBrowser {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** What came for a browser. */
export interface PushReceived {
  endpoint: string;
  headers: Record<string, string | undefined>;
  /** As the browser would read it. */
  data: unknown;
  /** Claims of who signed. */
  claims: { aud?: unknown; sub?: unknown; exp?: number | undefined };
}

/** An open push service. */
export interface PushService {
  url: string;
  received: PushReceived[];
  /** What it answers; null: it takes the message. A promise that never ends: it hangs. */
  answer: (endpoint: string) => { status: number; headers?: Record<string, string> } | null;
  /** Makes a browser. @param origin of its push service */
  browser(origin?: string): TestBrowser;
  close(): Promise<void>;
}

/** Opens it. */
export async function openPushService(): Promise<PushService> {
  const browsers = new Map<string, { endpoint: string; secret: Buffer; auth: Buffer }>();
  const service: PushService = {
    url: "",
    received: [],
    answer: () => null,
    browser(origin = "https://fcm.googleapis.com") {
      const pair = createECDH("prime256v1");
      const p256dh = pair.generateKeys("base64url");
      const auth = randomBytes(16);
      const path = `/fcm/send/${randomBytes(12).toString("hex")}`;
      const endpoint = `${origin}${path}`;
      browsers.set(path, { endpoint, secret: pair.getPrivateKey(), auth });
      return { endpoint, keys: { p256dh, auth: auth.toString("base64url") } };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = createServer(async (request, response) => {
    const body = await bytesOf(request);
    const browser = browsers.get(request.url ?? "");
    const answer = browser ? service.answer(browser.endpoint) : { status: 404 };
    if (browser && !answer) {
      try {
        const headers = request.headers as Record<string, string | undefined>;
        const claims = await signedBy(headers.authorization ?? "", browser.endpoint);
        const data = JSON.parse(decrypt(body, browser.secret, browser.auth));
        service.received.push({ endpoint: browser.endpoint, headers, data, claims });
      } catch {
        response.writeHead(400).end();
        return;
      }
    }
    const { status, headers } = { headers: {}, ...(answer ?? { status: 201 }) };
    response.writeHead(status, headers).end("x".repeat(4_096));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  service.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return service;
}

/** Checks `vapid t=…, k=…` (RFC 8292 §3). */
async function signedBy(authorization: string, endpoint: string) {
  const [, token = "", key = ""] = /^vapid t=([^,]+), k=(\S+)$/.exec(authorization) ?? [];
  const point = Buffer.from(key, "base64url");
  const jwk = {
    ...{ kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url") },
    y: point.subarray(33, 65).toString("base64url"),
  };
  const audience = new URL(endpoint).origin;
  const { payload } = await jwtVerify(token, await importJWK(jwk, "ES256"), {
    algorithms: ["ES256"],
    audience,
  });
  return { aud: payload.aud, sub: payload.sub, exp: payload.exp };
}

/** One record of aes128gcm, for the browser whose key and secret these are (RFC 8291 §3.4). */
function decrypt(body: Buffer, secret: Buffer, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body.readUInt8(20));
  const record = body.subarray(21 + sender.length);
  const pair = createECDH("prime256v1");
  pair.setPrivateKey(secret);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), pair.getPublicKey(), sender]);
  const key = derive(pair.computeSecret(sender), auth, info, 32);
  const content = derive(key, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(key, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createDecipheriv("aes-128-gcm", content, nonce);
  cipher.setAuthTag(record.subarray(-16));
  const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()]);
  // The last octet that is no zero ends the text, and says that this is the last record.
  const end = padded.lastIndexOf(2);
  if (padded.subarray(end + 1).some((octet: number) => octet !== 0))
    throw new Error("no last record");
  return padded.subarray(0, end).toString("utf8");
}

function derive(key: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync("sha256", key, salt, info, length));
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
