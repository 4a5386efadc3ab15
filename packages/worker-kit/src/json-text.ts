/** Checks JSON text for what `JSON.parse` lets through: repeated keys, deep nesting, prototype keys. Pure. */

export const JSON_DEPTH_MAX = 8;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Parses a JSON object strictly.
 *
 * Parsing comes second: the scan is linear and stops at the first breach, so hostile nesting costs nothing.
 *
 * @returns the value, or the reason it is refused
 */
export function parseJsonObject(
  text: string,
  depthMax = JSON_DEPTH_MAX,
): { ok: true; value: Record<string, unknown> } | { ok: false; reason: string } {
  const breach = scan(text, depthMax);
  if (breach) return { ok: false, reason: breach };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      return { ok: true, value: value as Record<string, unknown> };
    }
    return { ok: false, reason: "the top level must be an object" };
  } catch {
    return { ok: false, reason: "the text is not JSON" };
  }
}

/** Walks tokens once; keeps, for each open object, the keys seen. */
function scan(text: string, depthMax: number): string | null {
  const open: (Set<string> | null)[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gs;
  let expectKey = false;
  for (const match of text.matchAll(token)) {
    const sign = match[0];
    if (sign === "{" || sign === "[") {
      open.push(sign === "{" ? new Set() : null);
      if (open.length > depthMax) return `nesting is deeper than ${depthMax}`;
      expectKey = sign === "{";
    } else if (sign === "}" || sign === "]") {
      open.pop();
      expectKey = false;
    } else if (sign === ",") {
      expectKey = open.at(-1) instanceof Set;
    } else if (sign.startsWith('"') && expectKey) {
      const keys = open.at(-1);
      const key = unquote(sign);
      if (key === null) return "the text is not JSON";
      if (FORBIDDEN.has(key)) return `the key ${key} is not allowed`;
      if (keys?.has(key)) return "a key stands twice in one object";
      keys?.add(key);
      expectKey = false;
    }
  }
  return null;
}

function unquote(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}
