/** Writes events of auth: what happened, and from where it was asked for. */

import { browserFamily } from "@edgemart/contracts/browser-family";
import {
  AuthEvent,
  type AuthEventSubject,
  type AuthEventType,
} from "@edgemart/contracts/events/auth-events";
import type { Caller, Deps } from "../ports.ts";

/**
 * Makes an event. Its sequence is the time: what it tells of has no version of its own.
 *
 * @param aggregate of events that make earlier ones of it untrue
 */
export function authEvent<Type extends AuthEventType>(
  deps: Pick<Deps, "newId" | "now">,
  type: Type,
  aggregate: { type: "link" | "member"; id: string },
  data: AuthEventSubject<Type>,
  { call, country, userAgent }: Caller,
): AuthEvent {
  const now = deps.now();
  return AuthEvent.parse({
    ...{ id: deps.newId("event"), type, version: 1, source: "auth" },
    occurredAt: new Date(now).toISOString(),
    aggregate: { ...aggregate, sequence: now },
    correlationId: call.requestId,
    data: { ...data, browser: browserFamily(userAgent), country },
  });
}
