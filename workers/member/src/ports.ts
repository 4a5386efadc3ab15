/** What the verbs and routes of member need from the outside world. */
import type { Member, MemberListQuery } from "@edgemart/contracts/member";

/** A new member complete but for its times; `passwordHash` is null for an account made by an administrator. */
export interface NewMember {
  id: string;
  email: string;
  emailNorm: string;
  name: string;
  locale: Member["locale"];
  passwordHash: string | null;
}

/** An idempotency key, whose it is, and the input it stands for as a canonical text. */
export interface EffectKey {
  principal: string;
  key: string;
  input: string;
}

/** `made` by this call, or `known`: the key was used before, by the same input or by another. */
export type Creation =
  | { kind: "made"; member: Member }
  | { kind: "known"; memberId: string; sameInput: boolean }
  | { kind: "email_taken" };

/** Sort key of a list's last row. */
export interface Position {
  createdAt: string;
  id: string;
}

export interface MemberFilter extends Pick<MemberListQuery, "q" | "role" | "status"> {
  emailNorm: string | null;
  /** Newest first, strictly after this row; null begins. */
  after: Position | null;
  limit: number;
}

/** Who looks: the row is found when it is the viewer's own, or the viewer may see all. */
export interface Viewer {
  memberId: string;
  seesAll: boolean;
}

export interface MemberStore {
  list(filter: MemberFilter): Promise<Member[]>;
  /** Null for a member that is missing, deleted or not the viewer's to see. */
  find(id: string, viewer: Viewer): Promise<Member | null>;
  /** The member an effect made, deleted or not. */
  made(id: string): Promise<Member>;
  /** Member, credential and keyed effect in one statement: all of them or none. */
  create(input: NewMember, key: EffectKey | null): Promise<Creation>;
}

export interface CredentialStore {
  /** Member and stored hash behind an address; null when there is no such member. */
  credentialOf(emailNorm: string): Promise<{ member: Member; passwordHash: string | null } | null>;
}

/** Everything chosen in `deps.ts`. */
export interface Deps {
  members: MemberStore;
  credentials: CredentialStore;
  newMemberId(): string;
}
