/** Tells in SQL whether a newer event of the same aggregate makes a message untrue. @see specs/notifications.md 11 */
import { type SQL, sql } from "drizzle-orm";
import { RULES } from "../core/rules.ts";

const TERMS = JSON.stringify(
  Object.fromEntries(
    Object.entries(RULES)
      .filter(([, { supersededBy }]) => supersededBy.length > 0)
      .map(([type, { supersededBy, sameField }]) => [type, { by: supersededBy, same: sameField }]),
  ),
);

/** @param e the event's row, under the name `e` or another of ours: type, aggregate_id, sequence, body */
export function isSuperseded(e: SQL): SQL {
  return sql`exists (
    select from notification.event n
     where n.aggregate_id = ${e}.aggregate_id and n.sequence > ${e}.sequence and n.state = 'planned'
       and ${TERMS}::jsonb #> array[${e}.type, 'by'] ? n.type
       and (${TERMS}::jsonb #>> array[${e}.type, 'same'] is null
            or n.body #>> array['data', ${TERMS}::jsonb #>> array[${e}.type, 'same']]
               = ${e}.body #>> array['data', ${TERMS}::jsonb #>> array[${e}.type, 'same']]))`;
}

/** The same for an event whose type is known: false for one that none makes untrue. @param e type, aggregate_id, sequence, body */
export function mayBeSuperseded(type: string, e: SQL): SQL {
  const { supersededBy = [] } = (Object.hasOwn(RULES, type) ? RULES[type] : undefined) ?? {};
  return supersededBy.length === 0 ? sql`false` : isSuperseded(e);
}
