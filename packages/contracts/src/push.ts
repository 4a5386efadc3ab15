/** Web push on the wire: the browsers that a member wants to be notified in. @see specs/notifications.md E */
import { z } from "zod";
import { PushId } from "./ids.ts";
import { Timestamp } from "./time.ts";

/** Browsers of one member. */
export const PUSH_DEVICES_MAX = 10;

/** A subscription as the browser's Push API gives it; what may be in it is checked by notification. */
export const PushInput = z
  .strictObject({
    endpoint: z.string().min(1).max(2_048).describe("Of the browser's push service, https"),
    keys: z.strictObject({
      p256dh: z.string().max(200).describe("A point on P-256, base64url"),
      auth: z.string().max(200).describe("16 bytes, base64url"),
    }),
    keyId: z.string().max(16).describe("Of the key that the browser subscribed with"),
  })
  .meta({ id: "PushInput" });
/** A parsed `PushInput`. */
export type PushInput = z.infer<typeof PushInput>;

/** A browser that is notified. Its endpoint is a right to write there, and is not shown. */
export const PushDevice = z
  .object({
    id: PushId,
    browser: z.string().describe("As its push service tells: `Chrome`, `Firefox` …"),
    digest: z.string().describe("SHA-256 of its endpoint, base64url: by it a browser finds itself"),
    createdAt: Timestamp,
    lastOkAt: Timestamp.nullable(),
  })
  .meta({ id: "PushDevice" });
/** A parsed `PushDevice`. */
export type PushDevice = z.infer<typeof PushDevice>;

/** A member's browsers, and the key that a new one subscribes with. */
export const PushDevices = z
  .object({
    keyId: z.string(),
    publicKey: z.string().describe("`applicationServerKey`: a point on P-256, base64url"),
    items: z.array(PushDevice),
  })
  .meta({ id: "PushDevices" });
/** A parsed `PushDevices`. */
export type PushDevices = z.infer<typeof PushDevices>;

/** What a browser is sent, encrypted for it alone: no name, item or amount, as it shows on a lock screen. */
export const PushPayload = z.object({
  title: z.string(),
  text: z.string(),
  /** Of the shop, with the language. */
  path: z.string(),
  /** A second message of one tag replaces the first. */
  tag: z.string(),
});
/** A parsed `PushPayload`. */
export type PushPayload = z.infer<typeof PushPayload>;

/** Operations of a member's browsers. */
export const PUSH_OPERATIONS = {
  listPushDevices: {
    method: "get",
    path: "/api/notifications/push",
    summary: "The browsers that you are notified in, and the key a new one subscribes with",
    credential: "bearer",
    responses: { 200: PushDevices },
    errors: [],
  },
  addPushDevice: {
    method: "post",
    path: "/api/notifications/push",
    summary: "Be notified in a browser; one that is another member's is taken over",
    credential: "bearer",
    body: PushInput,
    responses: { 200: PushDevice },
    errors: ["devices_full", "push_endpoint_refused", "session_revoked"],
  },
  removePushDevice: {
    method: "delete",
    path: "/api/notifications/push/{id}",
    summary: "Be notified in a browser no more",
    credential: "bearer",
    params: z.object({ id: PushId }),
    responses: { 204: null },
    errors: [],
  },
} as const;
