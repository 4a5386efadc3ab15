/** Structured log lines: one JSON object each, so that no value can forge a second line. */

/** How much a line matters. */
export type LogLevel = "info" | "warn" | "error";
/** The fields of a line: no token, key, password, hash or body. */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

/**
 * Writes one JSON line. Fields must hold no token, key, password, hash or body.
 *
 * @param event dotted name, `gateway.request`
 */
export function log(level: LogLevel, event: string, fields: LogFields = {}): void {
  const line = JSON.stringify({ level, event, ...fields });
  if (level === "error") console.error(line);
  else if (level === "warn") console.warn(line);
  else console.log(line);
}

/** Describes an unknown thrown value for the log, never for a response. */
export function reasonOf(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return text.slice(0, 500);
}
