/** What events of auth tell: a link goes to its own address, the rest to a member's. Pure. @see specs/notifications.md 7, 12 */
import { AUTH_EVENT_DATA, type AuthEventType } from "@edgemart/contracts/events/auth-events";
import { LINK_LIFE_SECONDS, type LinkKind } from "@edgemart/contracts/links";
import type { Category } from "./categories.ts";
import type { Rule, Told } from "./rule.ts";
import type { Template } from "./templates.ts";

const DAY_SECONDS = 86_400;

/** Events that mail a link. */
type LinkEvent = Exclude<AuthEventType, "auth.registration_repeated" | "auth.email_change_refused">;

/** Rules by the type of event. */
export const AUTH_RULES: Readonly<Record<AuthEventType, Rule>> = {
  "auth.registration_requested": linkRule(
    "auth.registration_requested",
    "register",
    "link_register",
  ),
  "auth.registration_repeated": askedRule("auth.registration_repeated", "registration_repeated"),
  "auth.reset_requested": linkRule("auth.reset_requested", "reset", "link_reset"),
  "auth.verify_requested": linkRule("auth.verify_requested", "verify", "link_verify"),
  "auth.claim_requested": linkRule("auth.claim_requested", "claim", "link_claim"),
  "auth.email_change_requested": {
    ...linkRule("auth.email_change_requested", "email_change", "link_email_change"),
    // The present address hears of it at once, so that its owner can stop it.
    tell: ({ linkId, memberId }: { linkId: string; memberId: string }) => [
      linkTold("link_email_change", linkId),
      memberTold("email_change_notice", "security", memberId),
    ],
  },
  "auth.email_change_refused": askedRule("auth.email_change_refused", "email_change_refused"),
};

/** A rule that mails a link to its own address, for as long as it is good; a newer one of its account makes it invalid. */
function linkRule(type: LinkEvent, kind: LinkKind, template: Template): Rule {
  return {
    data: AUTH_EVENT_DATA[type],
    version: 1,
    usefulSeconds: LINK_LIFE_SECONDS[kind],
    supersededBy: kind === "register" || kind === "verify" ? [] : [type],
    sameField: null,
    tell: ({ linkId }: { linkId: string }) => [linkTold(template, linkId)],
  };
}

function linkTold(template: Template, linkId: string): Told {
  return {
    ...{ rule: template, category: "account", template, byEmail: true },
    ...{ recipient: { link: linkId }, memberId: null },
  };
}

/** A rule that tells a member what somebody asked for with its address. */
function askedRule(type: Exclude<AuthEventType, LinkEvent>, template: Template): Rule {
  return {
    data: AUTH_EVENT_DATA[type],
    version: 1,
    usefulSeconds: DAY_SECONDS,
    supersededBy: [],
    sameField: null,
    tell: ({ memberId }: { memberId: string }) => [memberTold(template, "account", memberId)],
  };
}

/** What goes to a member's present address; of security to its inbox too. */
function memberTold(template: Template, category: Category, memberId: string): Told {
  return {
    ...{ rule: template, category, template, byEmail: true },
    ...{ recipient: { member: memberId }, memberId: category === "security" ? memberId : null },
  };
}
