/** What an administrator may ask and change of members. Every act is logged behind the door with who did it. */
import { ResetLink, type ResetLinkInput, SignInEventPage } from "@edgemart/contracts/auth";
import type { Role } from "@edgemart/contracts/identity";
import { MemberId } from "@edgemart/contracts/ids";
import { Member, MemberList, type MemberStatus } from "@edgemart/contracts/member";
import type { Result } from "@edgemart/contracts/result";
import { EnrolmentLink } from "@edgemart/contracts/second-factor";
import { SecurityEventPage } from "@edgemart/contracts/security-event";
import type { z } from "zod";
import type { GatewayCall } from "./call-gateway.ts";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

type MemberPage = z.infer<typeof MemberList>;

/** Newest first. @param query parameters of `MemberListQuery` as text */
export function fetchMembers(
  accessToken: string,
  query: Record<string, string>,
): Promise<Result<MemberPage>> {
  const path = `/api/members?${new URLSearchParams(query)}`;
  return askGateway(MemberList, { path, credential: bearer(accessToken) });
}

/** Names of members by their ids, in one question; deleted members are absent. Null when it could not be asked. */
export async function fetchMemberNames(
  accessToken: string,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, string> | null> {
  const wanted = [...new Set(ids)].filter((id) => id !== null && MemberId.safeParse(id).success);
  if (wanted.length === 0) return new Map();
  const found = await fetchMembers(accessToken, { ids: wanted.join(","), limit: "100" });
  return found.ok ? new Map(found.value.items.map(({ id, name }) => [id, name])) : null;
}

/** Asks for one member, as an administrator. */
export function fetchMember(accessToken: string, id: string): Promise<Result<Member>> {
  const path = `/api/members/${encodeURIComponent(id)}`;
  return askGateway(Member, { path, credential: bearer(accessToken) });
}

/** Needs a recent password. `last_admin` when no one would be left. */
export function changeRole(accessToken: string, id: string, role: Role): Promise<Result<Member>> {
  const path = `/api/members/${encodeURIComponent(id)}/role`;
  const call = { method: "PUT", path, body: { role } } as const;
  return askGateway(Member, { ...call, credential: bearer(accessToken) });
}

/** Needs a recent password. Disabling ends sessions and tokens. `last_admin` when no one would be left. */
export function changeStatus(
  accessToken: string,
  id: string,
  status: MemberStatus,
): Promise<Result<Member>> {
  const path = `/api/members/${encodeURIComponent(id)}/status`;
  const call = { method: "PUT", path, body: { status } } as const;
  return askGateway(Member, { ...call, credential: bearer(accessToken) });
}

/** Forgets failed sign-ins, or ends every session. Needs a recent password. */
export function administerSignIn(
  accessToken: string,
  id: string,
  act: "unlock" | "end-sessions" | "mfa-reset",
): Promise<Result<undefined>> {
  const path = `/api/auth/members/${encodeURIComponent(id)}/${act}`;
  return askGateway<undefined>(null, { method: "POST", path, credential: bearer(accessToken) });
}

/** Mails a member a one-time link to a new password; a newer one voids it. Needs a recent proof. */
export function mailResetLink(accessToken: string, id: string): Promise<Result<undefined>> {
  return askGateway<undefined>(null, resetLinkCall(accessToken, id, { show: false }));
}

/** Makes one that is shown here instead. Needs a recent proof and the right `members.rights`. */
export function issueResetLink(accessToken: string, id: string): Promise<Result<ResetLink>> {
  return askGateway(ResetLink, resetLinkCall(accessToken, id, { show: true }));
}

function resetLinkCall(accessToken: string, id: string, body: ResetLinkInput): GatewayCall {
  const path = `/api/auth/members/${encodeURIComponent(id)}/reset-link`;
  return { method: "POST", path, credential: bearer(accessToken), body };
}

/** Makes a one-time code by which an administrator enrols a first second factor. Needs a recent proof. */
export function issueEnrolmentLink(
  accessToken: string,
  id: string,
): Promise<Result<EnrolmentLink>> {
  const path = `/api/auth/members/${encodeURIComponent(id)}/mfa-link`;
  return askGateway(EnrolmentLink, { method: "POST", path, credential: bearer(accessToken) });
}

/** What was done to accounts, newest first. @param query parameters of `SecurityEventQuery` as text */
export function fetchSecurityEvents(
  accessToken: string,
  query: Record<string, string>,
): Promise<Result<SecurityEventPage>> {
  const path = `/api/members/security-events?${new URLSearchParams(query)}`;
  return askGateway(SecurityEventPage, { path, credential: bearer(accessToken) });
}

/** Sign-ins and what was done about them, newest first. @param query parameters of `SignInEventQuery` as text */
export function fetchSignInEvents(
  accessToken: string,
  query: Record<string, string>,
): Promise<Result<SignInEventPage>> {
  const path = `/api/auth/audit?${new URLSearchParams(query)}`;
  return askGateway(SignInEventPage, { path, credential: bearer(accessToken) });
}

/** Ends all sessions of everybody, the caller's too. Needs a recent password. */
export function endEveryone(accessToken: string): Promise<Result<undefined>> {
  const path = "/api/auth/members/end-sessions";
  return askGateway<undefined>(null, { method: "POST", path, credential: bearer(accessToken) });
}
