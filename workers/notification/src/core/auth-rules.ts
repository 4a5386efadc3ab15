/** What events of auth tell: a link goes to its own address, the rest to a member's. Pure. @see specs/notifications.md 7, 12 */
import { AUTH_EVENT_DATA, type AuthEventType } from "@edgemart/contracts/events/auth-events";
import { LINK_LIFE_SECONDS, type LinkKind } from "@edgemart/contracts/links";
import type { Category } from "./categories.ts";
import type { Rule, Told } from "./rule.ts";
import type { Template } from "./templates.ts";

const DAY_SECONDS = 86_400;

/** Events that mail a link. */
type LinkEvent = Exclude<AuthEventType, AskedEvent | DoneEvent>;

/** Events of what somebody asked for with another's address. */
type AskedEvent = "auth.registration_repeated" | "auth.email_change_refused";

/** Events of what was done to an account. */
type DoneEvent =
  | "auth.session_opened"
  | "auth.password_changed"
  | "auth.factor_changed"
  | "auth.sessions_ended"
  | "auth.sign_in_blocked";

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
  "auth.email_change_refused": {
    ...askedRule("auth.email_change_refused", "email_change_refused"),
    // Who asked is notified as of a free address: no one learns by it whether an address has an account.
    tell: ({ askedBy, memberId }: { askedBy?: string; memberId: string }) => [
      ...(askedBy === memberId ? [] : [memberTold("email_change_refused", "account", memberId)]),
      ...(askedBy ? [memberTold("email_change_notice", "security", askedBy)] : []),
    ],
  },
  "auth.session_opened": {
    ...doneRule("auth.session_opened", "new_device"),
    tell: ({ memberId, newDevice }: { memberId: string; newDevice: boolean }) =>
      newDevice ? [memberTold("new_device", "security", memberId)] : [],
  },
  "auth.password_changed": doneRule("auth.password_changed", "password_changed"),
  "auth.factor_changed": doneRule("auth.factor_changed", "factor_changed"),
  // Its member did it, or is notified of why it was done.
  "auth.sessions_ended": { ...doneRule("auth.sessions_ended", "new_device"), tell: () => [] },
  "auth.sign_in_blocked": {
    ...doneRule("auth.sign_in_blocked", "sign_in_blocked"),
    tell: ({ memberId, reason }: { memberId: string; reason: "passwords" | "codes" }) => [
      memberTold(reason === "codes" ? "factor_blocked" : "sign_in_blocked", "security", memberId),
    ],
  },
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
function askedRule(type: AskedEvent, template: Template): Rule {
  return memberRule(type, template, "account", DAY_SECONDS);
}

/** A rule that tells a member what was done to its account: of a sign-in for a day, of a way in for a week. */
function doneRule(type: DoneEvent, template: Template): Rule {
  const days = type === "auth.session_opened" || type === "auth.sign_in_blocked" ? 1 : 7;
  return memberRule(type, template, "security", days * DAY_SECONDS);
}

function memberRule(
  type: AskedEvent | DoneEvent,
  template: Template,
  category: Category,
  usefulSeconds: number,
): Rule {
  return {
    data: AUTH_EVENT_DATA[type],
    version: 1,
    usefulSeconds,
    supersededBy: [],
    sameField: null,
    tell: ({ memberId }: { memberId: string }) => [memberTold(template, category, memberId)],
  };
}

/** What goes to a member's present address; of security to its inbox too. */
function memberTold(template: Template, category: Category, memberId: string): Told {
  return {
    ...{ rule: template, category, template, byEmail: true },
    ...{ recipient: { member: memberId }, memberId: category === "security" ? memberId : null },
  };
}
