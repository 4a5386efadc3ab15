/** Member's HTTP surface: the operations of its contract, each with its handler. */
import type { Identity } from "@edgemart/contracts/identity";
import { memberGroups } from "@edgemart/contracts/member";
import { createApp } from "@edgemart/worker-kit/create-app";
import { memberSteps } from "@edgemart/worker-kit/member-steps";
import { requireAdminToken } from "@edgemart/worker-kit/require-identity";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { depsOf, isOutage } from "./deps.ts";
import { type MemberConfig, readMemberConfig } from "./env.ts";
import type { Deps } from "./ports.ts";
import { adminIgnoreMemberDeadMessage } from "./routes/admin-ignore-member-dead-message.ts";
import { adminListMemberDeadMessages } from "./routes/admin-list-member-dead-messages.ts";
import { adminReplayMemberDeadMessage } from "./routes/admin-replay-member-dead-message.ts";
import { changeMember } from "./routes/change-member.ts";
import { createAddress } from "./routes/create-address.ts";
import { createMember } from "./routes/create-member.ts";
import { deleteAddress } from "./routes/delete-address.ts";
import { deleteMember } from "./routes/delete-member.ts";
import { exportOwnMember } from "./routes/export-own-member.ts";
import { getAddress } from "./routes/get-address.ts";
import { getCart } from "./routes/get-cart.ts";
import { getMember } from "./routes/get-member.ts";
import { getOwnMember } from "./routes/get-own-member.ts";
import { listAddresses } from "./routes/list-addresses.ts";
import { listMembers } from "./routes/list-members.ts";
import { listSecurityEvents } from "./routes/list-security-events.ts";
import { replaceAddress } from "./routes/replace-address.ts";
import { replaceCart } from "./routes/replace-cart.ts";
import { replaceMember } from "./routes/replace-member.ts";
import { setMemberRole } from "./routes/set-member-role.ts";
import { setMemberStatus } from "./routes/set-member-status.ts";

const BODY_BYTES_MAX = 16 * 1024;

export const app = createApp<MemberConfig, Deps, { identity: Identity }>({
  service: "member",
  readConfig: readMemberConfig,
  depsOf,
  isOutage,
  healthPath: "/api/members/health",
});

serveOperations(
  app,
  memberGroups,
  {
    adminIgnoreMemberDeadMessage,
    adminListMemberDeadMessages,
    adminReplayMemberDeadMessage,
    changeMember,
    createAddress,
    createMember,
    deleteAddress,
    deleteMember,
    exportOwnMember,
    getAddress,
    getCart,
    getMember,
    getOwnMember,
    listAddresses,
    listMembers,
    listSecurityEvents,
    replaceAddress,
    replaceCart,
    replaceMember,
    setMemberRole,
    setMemberStatus,
  },
  // The token alone opens administration: the statement that writes decides on the row of now.
  (operation) => [
    ...memberSteps(operation, requireAdminToken),
    ...inputSteps(operation, BODY_BYTES_MAX),
  ],
);
