/** What staff may ask and change of a member's points. */
import {
  type AdjustInput,
  PointBalance,
  PointEntry,
  PointLedger,
} from "@edgemart/contracts/points";
import type { CatalogWrite } from "./catalog-admin.ts";
import { askOffice, writeOffice } from "./office.ts";

/** Asks what a member has. */
export function fetchMemberPoints(accessToken: string, id: string) {
  return askOffice(accessToken, PointBalance, `/points/members/${encodeURIComponent(id)}`);
}

/** Asks for a page of a member's ledger, newest first. @param query parameters of `PointHistoryQuery` as text */
export function fetchLedger(accessToken: string, id: string, query: Record<string, string>) {
  const path = `/points/members/${encodeURIComponent(id)}/ledger?${new URLSearchParams(query)}`;
  return askOffice(accessToken, PointLedger, path);
}

/** Gives points, or takes at most what is available. Needs a recent password. */
export function adjustPoints(by: Required<CatalogWrite>, body: AdjustInput) {
  return writeOffice(by, PointEntry, { path: "/points/adjust", body });
}
