"use client";
/** Tells the browser which passkeys of its member there are, so that no other is offered. Draws nothing. */
import { useEffect } from "react";
import { signals } from "./signals.ts";

interface AcceptedProps {
  /** The member's id, base64url, as its passkeys hold it. */
  userId: string;
  credentialIds: string[];
}

/** Tells it each time the list is shown: after one was deleted, and when one was hidden by mistake. */
export function AcceptedPasskeys({ userId, credentialIds }: AcceptedProps) {
  useEffect(() => {
    const rpId = window.location.hostname;
    signals()
      ?.signalAllAcceptedCredentials?.({ rpId, userId, allAcceptedCredentialIds: credentialIds })
      .catch(() => {}); // a hint: nothing depends on it
  }, [userId, credentialIds]);
  return null;
}
