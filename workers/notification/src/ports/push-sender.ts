/** A way to a member's browsers. @see specs/notifications.md E */
import type { PushPayload } from "@edgemart/contracts/push";
import type { SendOutcome } from "../core/delivery.ts";
import type { PushTerms } from "../core/push-message.ts";

/** A browser, as its push service knows it. */
export interface PushTarget {
  endpoint: string;
  p256dh: string;
  auth: string;
  keyId: string;
}

/** What a push service did; `gone`: the browser takes no more, ever; `denied`: it does not take us for the sender. */
export type PushOutcome = SendOutcome | { kind: "gone" } | { kind: "denied" };

/** A message for one browser. */
export interface PushMessage extends PushTerms {
  target: PushTarget;
  payload: PushPayload;
  /** Replaces one that still waits, of the same. */
  topic: string;
}

/** Push services. */
export interface PushSender {
  /** What a new browser subscribes with. */
  current: { keyId: string; publicKey: string };
  /** Tells whether a browser can be written to: its keys are usable, and of a key of ours. */
  isUsable(target: PushTarget): Promise<boolean>;
  send(message: PushMessage): Promise<PushOutcome>;
}
