/** Which deployed version of a Worker runs, for its log lines. @see operations 4 */

/** Gives the platform's id of the version; undefined where the environment does not say one, as in unit tests. */
export function versionOf(env: unknown): string | undefined {
  const { CF_VERSION_METADATA } = (env ?? {}) as { CF_VERSION_METADATA?: { id?: unknown } };
  const id = CF_VERSION_METADATA?.id;
  return typeof id === "string" ? id : undefined;
}
