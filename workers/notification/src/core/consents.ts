/** What a form asks for, as rows of consent. Pure. @see specs/notifications.md 19, 20 */
import {
  type ConsentPurpose,
  MARKETING_CONSENT_VERSION,
  type MarketingInput,
} from "@edgemart/contracts/marketing-consent";

/** A consent or a refusal that a form asks for. */
export interface WantedConsent {
  /** In which order they are said. */
  place: number;
  purpose: ConsentPurpose;
  granted: boolean;
  /** The text that was shown. */
  version: string;
}

/** Lists what is asked for; who refuses advertising refuses that of the night as well. Nothing where nothing was asked. */
export function wantedConsents(marketing: MarketingInput | undefined): WantedConsent[] {
  if (!marketing) return [];
  const isNight = marketing.email && marketing.atNight;
  const version = MARKETING_CONSENT_VERSION;
  return [
    { place: 1, purpose: "marketing", granted: marketing.email, version },
    { place: 2, purpose: "marketing_night", granted: isNight, version },
  ];
}
