/** One-time links in memory, by the rules that its statements keep (test/links.postgres.test.ts). */
import type { AuthEvent } from "@edgemart/contracts/events/auth-events";
import { LINK_LIFE_SECONDS, type LinkKind } from "@edgemart/contracts/links";
import { LINK_TRIES_MAX } from "../../src/core/links.ts";
import { type Link, type LinkStore, Unavailable } from "../../src/ports.ts";

interface Row extends Link {
  digest: string;
  tries: number;
  usedMs: number | null;
  isDone: boolean;
}

/** Links, and what a test looks at or sets. */
export interface MemoryLinks extends LinkStore {
  rows: Row[];
  /** Events in the order in which they were written. */
  told: AuthEvent[];
  calls: number;
}

const NEWEST_ALONE: readonly LinkKind[] = ["reset", "email_change", "claim"];

/** Makes an empty store; `down.postgres` makes every call fail. @param now epoch milliseconds */
export function memoryLinks(down: { postgres: boolean }, now: () => number): MemoryLinks {
  const check = () => {
    links.calls++;
    if (down.postgres) throw new Unavailable("postgres: unavailable");
  };
  const isLiving = (row: Row) =>
    !row.isDone &&
    Date.parse(row.expiresAt) > now() &&
    (row.usedMs === null || row.usedMs < now() - 30_000) &&
    !(NEWEST_ALONE.includes(row.kind) && isOlder(row));
  const isOlder = (row: Row) =>
    links.rows
      .slice(links.rows.indexOf(row) + 1)
      .some((other) => other.kind === row.kind && other.memberId === row.memberId);
  const isOpen = (row: Row) => isLiving(row) && row.tries < LINK_TRIES_MAX;
  const rowOf = (id: string) => links.rows.find((row) => row.id === id);
  const links: MemoryLinks = {
    rows: [],
    told: [],
    calls: 0,
    async make(link, event) {
      check();
      const createdAt = new Date(now()).toISOString();
      const expiresAt = new Date(now() + LINK_LIFE_SECONDS[link.kind] * 1000).toISOString();
      links.rows.push({ ...link, createdAt, expiresAt, tries: 0, usedMs: null, isDone: false });
      if (event) links.told.push(event);
    },
    async tell(event) {
      check();
      links.told.push(event);
    },
    async find(digest) {
      check();
      return links.rows.find((row) => row.digest === digest && isOpen(row)) ?? null;
    },
    async findAll(ids) {
      check();
      return links.rows.filter((row) => ids.includes(row.id) && isOpen(row));
    },
    async pending(binding) {
      check();
      const mine = links.rows.filter((row) => row.binding === binding && row.memberId === null);
      return mine.filter(isOpen).reverse();
    },
    async undosOf(memberId, binding) {
      check();
      const undos = links.rows.filter(
        (row) => row.memberId === memberId && row.kind === "email_undo" && row.binding === binding,
      );
      return undos.filter(isOpen);
    },
    async take(digest, kind, binding) {
      check();
      const row = links.rows.find((each) => each.digest === digest && isLiving(each));
      if (!row || row.kind !== kind || row.binding !== binding) return false;
      row.usedMs = now();
      return true;
    },
    async finish(id, memberId) {
      check();
      const row = rowOf(id);
      if (!row || row.isDone) return;
      Object.assign(row, { isDone: true, payload: null, email: "" });
      row.memberId ??= memberId;
    },
    async takeTry(id) {
      check();
      const row = rowOf(id);
      if (!row || row.tries >= LINK_TRIES_MAX) return false;
      row.tries++;
      return true;
    },
    async drop(id) {
      check();
      links.rows = links.rows.filter((row) => row.id !== id);
    },
    async dropAllOf(memberId, kept, than) {
      check();
      const at = links.rows.findIndex(({ id }) => id === than?.id);
      links.rows = links.rows.filter(
        (row, place) =>
          row.memberId !== memberId ||
          row.isDone ||
          place === at ||
          (kept.includes(row.kind) && (at < 0 || place < at)),
      );
    },
    async tidy() {
      return 0;
    },
  };
  return links;
}
