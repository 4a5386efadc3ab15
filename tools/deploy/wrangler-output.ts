/** Reads what Wrangler prints. Pure. */

/** Reads the compressed size out of Wrangler's answer, in KiB; null when there is none. */
export function gzipKibOf(output: string): number | null {
  const found = /gzip:\s*([\d.]+)\s*(KiB|MiB)/.exec(output);
  return found ? Number(found[1]) * (found[2] === "MiB" ? 1024 : 1) : null;
}

/** Reads the names out of a list of secrets; Wrangler may print a banner before the JSON. */
export function secretNames(output: string): string[] {
  const list = JSON.parse(
    output.slice(output.indexOf("["), output.lastIndexOf("]") + 1),
  ) as unknown;
  return Array.isArray(list) ? list.map((row: { name: string }) => row.name) : [];
}
