/** `npm run audit:verify`: recomputes the audit's chain of seals from its events, as the owner of the running shop's database. */
import { BEFORE_ALL, sealHash } from "../workers/auth/db/audit-text.ts";
import { ownerUrl, withAdmin } from "./admin-client.ts";
import { readSecrets } from "./constellation/secrets.ts";
import { PATHS } from "./paths.ts";

/** What an examination of the audit log found. */
export interface AuditState {
  seals: number;
  /** Events under a seal. */
  sealed: number;
  /** Events that wait for one. */
  open: number;
  /** Hash of the last seal: the log must know it. Empty without one. */
  head: string;
  /** What does not fit, as sentences. */
  breaches: string[];
}

interface SealRow {
  number: string;
  events: number;
  hash: string;
  is_next: boolean;
  is_linked: boolean;
  found: number;
  computed: string | null;
}

/** Reads every seal and its events again. A breach names the seal, so that the log can be asked about it. */
export async function auditState(adminUrl: string): Promise<AuditState> {
  return withAdmin(adminUrl, async (client) => {
    // A seal covers what is between the one before and its own last id, also rows that were slipped in.
    const { rows } = await client.query<SealRow>(`
      with chain as (
        select *, lag(number, 1, 0::bigint) over w as before, lag(last_id, 1, ${BEFORE_ALL}) over w as floor,
               lag(hash, 1, '') over w as link
          from auth.audit_seal window w as (order by number)
      )
      select number, events, hash, number = before + 1 as is_next, previous = link as is_linked,
             (select count(*)::int from auth.audit_event e where e.id > floor and e.id <= last_id) as found,
             (select ${sealHash("previous")} from auth.audit_event e where e.id > floor and e.id <= last_id) as computed
        from chain order by number`);
    const { rows: rest } = await client.query<{ n: number }>(
      `select count(*)::int n from auth.audit_event where id > coalesce((select max(last_id) from auth.audit_seal), ${BEFORE_ALL})`,
    );
    return {
      seals: rows.length,
      sealed: rows.reduce((sum, { events }) => sum + events, 0),
      open: rest[0]?.n ?? 0,
      head: rows.at(-1)?.hash ?? "",
      breaches: rows.flatMap(breachesOf),
    };
  });
}

function breachesOf(row: SealRow): string[] {
  const seal = `seal ${row.number}`;
  return [
    ...(row.is_next ? [] : [`${seal}: the one before is missing`]),
    ...(row.is_linked ? [] : [`${seal}: names another seal before it`]),
    ...(row.found === row.events ? [] : [`${seal}: ${row.events} events, ${row.found} found`]),
    ...(row.computed === row.hash ? [] : [`${seal}: its events are not those it was made of`]),
  ];
}

async function main(): Promise<number> {
  const adminUrl = await ownerUrl({ ...(await readSecrets(PATHS.vars)), ...process.env });
  const { breaches, head, open, sealed, seals } = await auditState(adminUrl);
  for (const breach of breaches) console.error(breach);
  console.log(`${seals} seals over ${sealed} events, ${open} not sealed yet`);
  if (head) console.log(`last hash ${head}: the log has it as auth.audit_sealed`);
  return breaches.length === 0 ? 0 : 1;
}

if (import.meta.main) {
  process.exitCode = await main().catch((error: Error) => {
    console.error(error.message);
    return 1;
  });
}
