/** What events of an account tell its member, and, of one that was deleted, its last address. Pure. @see specs/notifications.md 7 */
import { MEMBER_EVENT_DATA, type MemberEventType } from "@edgemart/contracts/events/member-events";
import type { z } from "zod";
import type { Category } from "./categories.ts";
import type { Rule } from "./rule.ts";
import type { Template } from "./templates.ts";

const USEFUL_SECONDS = 7 * 86_400;

/** Rules by the type of event. */
export const ACCOUNT_RULES: Readonly<Record<MemberEventType, Rule>> = {
  "member.registered": memberRule("member.registered", "account", "member_registered"),
  "member.status_changed": memberRule(
    "member.status_changed",
    "security",
    "member_status_changed",
    ["member.status_changed"],
  ),
  "member.role_changed": memberRule("member.role_changed", "security", "member_role_changed", [
    "member.role_changed",
  ]),
  // The address before hears of it with the way back, the new one and the inbox that it was done.
  "member.email_changed": {
    data: MEMBER_EVENT_DATA["member.email_changed"],
    version: 1,
    usefulSeconds: USEFUL_SECONDS,
    supersededBy: ["member.deleted"],
    sameField: null,
    tell: ({ memberId, undoLinkId }: { memberId: string; undoLinkId: string }) => [
      {
        ...{ rule: "link_email_undo", category: "account", template: "link_email_undo" },
        ...{ recipient: { link: undoLinkId }, memberId: null, byEmail: true },
      },
      {
        ...{ rule: "member_email_changed", category: "security", template: "member_email_changed" },
        ...{ recipient: { member: memberId }, memberId, byEmail: true },
      },
    ],
  },
  // A thief's deletion must not be silent, and no inbox is left to say so.
  "member.deleted": {
    data: MEMBER_EVENT_DATA["member.deleted"],
    version: 1,
    usefulSeconds: USEFUL_SECONDS,
    supersededBy: [],
    sameField: null,
    tell: ({ memberId }: { memberId: string }) => [
      {
        ...{ rule: "member_deleted", category: "security", template: "member_deleted" },
        ...{ recipient: { deleted: memberId }, memberId: null, byEmail: true },
      },
    ],
  },
};

function memberRule<Type extends MemberEventType>(
  type: Type,
  category: Category,
  template: Template,
  supersededBy: readonly MemberEventType[] = [],
): Rule {
  return {
    data: MEMBER_EVENT_DATA[type],
    version: 1,
    usefulSeconds: USEFUL_SECONDS,
    supersededBy: [...supersededBy, "member.deleted"],
    sameField: null,
    tell: ({ memberId }: z.output<(typeof MEMBER_EVENT_DATA)[Type]>) => [
      {
        ...{ rule: template, category, template, byEmail: true },
        ...{ recipient: { member: memberId }, memberId },
      },
    ],
  };
}
