/** The button by which a member is notified in this browser, on a page of something else. Nothing without script. @see specs/notifications.md 30 */
import type { Locale } from "@edgemart/contracts/locale";
import type { PushDevices } from "@edgemart/contracts/push";
import type { Messages } from "#messages/fill.ts";
import { PushButton } from "./push-button.tsx";

interface OfferProps {
  lang: Locale;
  messages: Messages;
  owner: string;
  devices: PushDevices;
  /** The order whose page it is on, and goes back to. */
  order: string;
}

/** Draws it. */
export function PushOffer({ lang, messages, owner, devices, order }: OfferProps) {
  const { errors, push: texts } = messages.notifications.settings;
  const { keyId, publicKey, items } = devices;
  return (
    <PushButton
      {...{ keyId, publicKey, errors, texts }}
      digests={items.map(({ digest }) => digest)}
      fields={{ lang, owner, order }}
      offer={texts.offer}
    />
  );
}
