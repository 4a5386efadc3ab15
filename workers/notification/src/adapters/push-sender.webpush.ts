/** Writes to browsers by their push services (RFC 8030), encrypted for each alone (RFC 8291), as the shop (RFC 8292). */

import { buildPushPayload } from "@block65/webcrypto-web-push";
import { decodeBase64Url, encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { pushServiceOf } from "../core/push-service.ts";
import type { VapidKeys } from "../core/vapid-keys.ts";
import type { PushOutcome, PushSender, PushTarget } from "../ports/push-sender.ts";
import { retryAfterSeconds } from "./send-http.ts";

/** How long a push service is waited for, in milliseconds. */
const PUSH_MS = 5_000;
const PAYLOAD_BYTES_MAX = 2_048;

/** What the sender is made with. */
export interface WebPushTerms {
  keys: VapidKeys;
  /** `mailto:…`: whom a push service writes to about us. */
  subject: string;
  /** Of tests: takes what push services would be sent, under the same path. Empty: the services themselves. */
  standIn: string;
}

/** Makes the sender. */
export function webPushSender({ keys, subject, standIn }: WebPushTerms): PushSender {
  const current = keys.keys.get(keys.current);
  if (!current) throw new Error("the current key is not in its ring");
  return {
    current: { keyId: keys.current, publicKey: current.publicKey },
    async isUsable({ endpoint, p256dh, auth, keyId }) {
      if (pushServiceOf(endpoint) === null || !keys.keys.has(keyId)) return false;
      return decodeBase64Url(auth)?.length === 16 && (await isPoint(p256dh));
    },
    async send({ target, payload, ttlSeconds, urgency, topic }) {
      const key = keys.keys.get(target.keyId);
      // Kept under other rules than those of now, or with a key that is gone.
      if (!key || pushServiceOf(target.endpoint) === null) return { kind: "gone" };
      const data = JSON.stringify(payload);
      if (new TextEncoder().encode(data).length > PAYLOAD_BYTES_MAX) {
        return { kind: "permanent", why: "too_large" };
      }
      const options = { ttl: ttlSeconds, urgency, topic: await topicOf(topic) };
      const request = await buildPushPayload({ data, options }, subscriptionOf(target), {
        ...{ subject, ...key },
      });
      return ask(addressOf(target.endpoint, standIn), request);
    },
  };
}

async function ask(url: string, request: RequestInit): Promise<PushOutcome> {
  try {
    const signal = AbortSignal.timeout(PUSH_MS);
    const response = await fetch(url, { ...request, redirect: "manual", signal });
    // What it says is for people: the status is all that counts.
    await response.body?.cancel();
    return outcomeOf(response.status, response.headers.get("retry-after"));
  } catch {
    // It may have been taken. Where a copy does no harm, because it replaces the first by its tag, it is tried again.
    return { kind: "lost", why: "push_unreachable" };
  }
}

function outcomeOf(status: number, retryAfter: string | null): PushOutcome {
  if (status >= 200 && status < 300) return { kind: "sent", providerId: null };
  if (status === 404 || status === 410) return { kind: "gone" };
  // Our key, its contact or our clock is not to the service's liking: that may be mended, and is no fault of the browser.
  if (status === 401 || status === 403) return { kind: "denied" };
  if (status === 429 || status >= 500) {
    const after = retryAfterSeconds(retryAfter);
    return {
      ...{ kind: "transient", why: status === 429 ? "throttled" : "provider_failed" },
      ...(after !== undefined && { retryAfterSeconds: after }),
    };
  }
  if (status === 413) return { kind: "permanent", why: "too_large" };
  return { kind: "permanent", why: status < 400 ? "push_redirected" : "push_refused" };
}

function subscriptionOf({ endpoint, p256dh, auth }: PushTarget) {
  return { endpoint, expirationTime: null, keys: { p256dh, auth } };
}

function addressOf(endpoint: string, standIn: string): string {
  if (standIn === "") return endpoint;
  const { pathname, search } = new URL(endpoint);
  return `${standIn}${pathname}${search}`;
}

/** 32 signs of base64url, as a topic must be; of an id it tells nothing. */
async function topicOf(about: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(about));
  return encodeBase64Url(new Uint8Array(digest)).slice(0, 32);
}

async function isPoint(p256dh: string): Promise<boolean> {
  const bytes = decodeBase64Url(p256dh);
  if (bytes?.length !== 65 || bytes[0] !== 4) return false;
  try {
    const curve = { name: "ECDH", namedCurve: "P-256" };
    await crypto.subtle.importKey("raw", bytes, curve, false, []);
    return true;
  } catch {
    return false;
  }
}
