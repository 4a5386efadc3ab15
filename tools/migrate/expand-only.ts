/** Refuses migrations that would break a version still running, or hold its tables locked while they are checked. Pure. */

/** Wherever they stand: what is gone, renamed or emptied is missed. */
const ANYWHERE =
  /\b(drop\s+(table|column|schema|view|materialized\s+view|type|function|procedure|routine|aggregate|sequence|domain|owned|role)|rename\s+(to|column|value|attribute|constraint)|set\s+schema|truncate)\b/i;
const ALTER_TABLE = /\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?([^\s(]+)\s+([\s\S]+)$/i;
const CREATE_TABLE = /^\s*create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([^\s(]+)/i;

/**
 * Finds what would break the version of a Worker that still runs while its successor is deployed; null when nothing.
 *
 * A file that begins with `-- contract: <why no running version needs it>` is let through. Tables made in the same
 * file are used by no running version yet: they may be altered freely.
 */
export function contraction(sql: string): string | null {
  if (/^-- contract: \S/.test(sql)) return null;
  const fresh = new Set<string>();
  for (const statement of statementsOf(sql)) {
    const found = ANYWHERE.exec(statement);
    if (found) return words(found[0]);
    const created = CREATE_TABLE.exec(statement)?.[1];
    if (created) fresh.add(plain(created));
    const [, table = "", actions = ""] = ALTER_TABLE.exec(statement) ?? [];
    if (table === "" || fresh.has(plain(table))) continue;
    const breach = actionsOf(actions).find(isContraction);
    if (breach !== undefined) return `${plain(table)}: ${words(breach)}`;
  }
  return null;
}

/** One action of ALTER TABLE, as PostgreSQL's grammar has it: COLUMN may be left out everywhere. */
function isContraction(action: string): boolean {
  const is = (pattern: RegExp) => pattern.test(action);
  if (is(/^drop\s+constraint\b/i)) return false;
  if (is(/^(drop|rename)\b/i)) return true;
  if (is(/^alter\b/i)) {
    return is(/\b(set\s+not\s+null|drop\s+default|drop\s+identity|(set\s+data\s+)?type\s)/i);
  }
  if (is(/^add\s+(constraint|primary|unique|check|foreign|exclude|not\s+null)\b/i)) {
    // An index that is there already, or a check of new rows only, locks nothing for long.
    return !is(/\bnot\s+valid\b/i) && !is(/\busing\s+index\b/i);
  }
  // GENERATED fills every row by itself.
  return is(/^add\b/i) && is(/\bnot\s+null\b/i) && !is(/\b(default|generated)\b/i);
}

/** Statements without comments, quoted text and bodies of functions; a DO block's body stays, for it is run. */
function statementsOf(sql: string): string[] {
  return sql
    .replaceAll(/--.*$/gm, "")
    .replaceAll(/\/\*[\s\S]*?\*\//g, "")
    .replaceAll(/(\bdo\s+)?(\$\w*\$)([\s\S]*?)\2/gi, (_, run: string | undefined, _tag, body) =>
      run ? `; ${String(body)} ;` : "''",
    )
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .split(";");
}

/** Splits at commas outside brackets. */
function actionsOf(text: string): string[] {
  const actions: string[] = [];
  let depth = 0;
  let action = "";
  for (const sign of text) {
    if (sign === "(") depth += 1;
    if (sign === ")") depth -= 1;
    if (sign === "," && depth === 0) {
      actions.push(action.trim());
      action = "";
    } else action += sign;
  }
  return [...actions, action.trim()];
}

function plain(name: string): string {
  return name.replaceAll('"', "").toLowerCase();
}

function words(text: string): string {
  return text.replaceAll(/\s+/g, " ").slice(0, 80);
}
