/** Distinguishes PostgreSQL's refusals from its outages, whatever drizzle wrapped around them. Pure. */

/** Tells whether an error is a violation of a UNIQUE constraint (of that name, when one is given). */
export function isUniqueViolation(thrown: unknown, constraint?: string): boolean {
  return chain(thrown).some(
    (error) => error.code === "23505" && (!constraint || error.constraint === constraint),
  );
}

/** Gives the name of the constraint a write broke (SQLSTATE class 23), or null for every other error. */
export function brokenConstraint(thrown: unknown): string | null {
  const broken = chain(thrown).find(
    ({ code, constraint }) =>
      typeof code === "string" && code.startsWith("23") && typeof constraint === "string",
  );
  return (broken?.constraint as string | undefined) ?? null;
}

/** Tells whether PostgreSQL undid a statement for another one, so that it may be sent again: a deadlock or a serialization failure. */
export function isContention(thrown: unknown): boolean {
  return chain(thrown).some(({ code }) => code === "40P01" || code === "40001");
}

/**
 * Tells whether an error means that the database is unavailable or too slow, not that the statement is wrong.
 *
 * SQLSTATE classes 08 (connection), 28 (a login that is refused: ours, never a caller's), 53 (resources) and 57 (operator
 * intervention); the driver's own network errors carry no SQLSTATE.
 */
export function isPostgresOutage(thrown: unknown): boolean {
  return chain(thrown).some((error) => {
    if (typeof error.code === "string" && error.code !== "")
      return /^(08|28|53|57)/.test(error.code);
    // The endpoint refuses what is too large without an SQLSTATE: our input, or the answer it asks for.
    if (error.name === "NeonDbError") return !/too large/i.test(String(error.message));
    return error.name === "TimeoutError";
  });
}

interface Caused {
  name?: unknown;
  message?: unknown;
  code?: unknown;
  constraint?: unknown;
  cause?: unknown;
}

/** The error and its causes, outermost first, at most 5. */
function chain(thrown: unknown): Caused[] {
  const links: Caused[] = [];
  for (let link = thrown; links.length < 5 && typeof link === "object" && link !== null; ) {
    links.push(link);
    link = (link as Caused).cause;
  }
  return links;
}
