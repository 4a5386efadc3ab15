/** What a form asks for, as rows of consent. Pure. @see specs/notifications.md 19, 20 */
import {
  type ConsentChannel,
  type ConsentPurpose,
  MARKETING_CONSENT_VERSION,
  type MarketingInput,
} from "@edgemart/contracts/marketing-consent";

/** A consent or a refusal that a form asks for. */
export interface WantedConsent {
  /** In which order they are said. */
  place: number;
  purpose: ConsentPurpose;
  channel: ConsentChannel;
  granted: boolean;
  /** The text that was shown. */
  version: string;
}

/** Lists what is asked for; who refuses advertising refuses that of the night as well, each by one channel. Nothing where nothing was asked. */
export function wantedConsents(marketing: MarketingInput | undefined): WantedConsent[] {
  if (!marketing) return [];
  const isNight = "atNight" in marketing && marketing.atNight;
  const [channel, granted] =
    "push" in marketing
      ? (["push", marketing.push] as const)
      : (["email", marketing.email] as const);
  const version = MARKETING_CONSENT_VERSION;
  return [
    { place: 1, purpose: "marketing", channel, granted, version },
    { place: 2, purpose: "marketing_night", channel, granted: isNight, version },
  ];
}
