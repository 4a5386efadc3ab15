/** Reads the member list's address: only known filters, so that a page never fails on a stray parameter. Pure. */
import { Role } from "@edgemart/contracts/identity";
import { MemberStatus } from "@edgemart/contracts/member";

const PAGE_SIZE = 25;

export interface MemberFilter {
  q: string;
  role: string;
  status: string;
  cursor: string;
}

type Params = Record<string, string | string[] | undefined>;

export function readMemberFilter(params: Params): MemberFilter {
  const text = (name: string) => {
    const value = params[name];
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    q: text("q").replaceAll("\0", "").slice(0, 80),
    role: Role.safeParse(text("role")).data ?? "",
    status: MemberStatus.safeParse(text("status")).data ?? "",
    cursor: /^[\w-]{1,512}$/.test(text("cursor")) ? text("cursor") : "",
  };
}

/** Gives the query of the API: what is chosen, and no more. */
export function memberQuery(filter: MemberFilter): Record<string, string> {
  return { limit: String(PAGE_SIZE), ...chosen(filter) };
}

/** Gives the page's own address with another cursor. */
export function memberListPath(filter: MemberFilter, cursor: string): string {
  const query = new URLSearchParams(chosen({ ...filter, cursor }));
  return `/admin/members${query.size > 0 ? `?${query}` : ""}`;
}

function chosen(filter: MemberFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
}
