/** Checks JSON text for what `JSON.parse` lets through: repeated keys, deep nesting, prototype keys. Pure. */

const JSON_DEPTH_MAX = 8;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Parses a JSON object strictly.
 *
 * The scan comes first, looks at each character once and stops at the first breach, so hostile text costs its
 * length and no more; what the scan lets through is judged by `JSON.parse`.
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
    return { ok: false, reason: NOT_JSON };
  }
}

const NOT_JSON = "the text is not JSON";

/** Walks the text once; keeps, for each open object, the keys seen. */
function scan(text: string, depthMax: number): string | null {
  const open: (Set<string> | null)[] = [];
  let expectKey = false;
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case "{":
      case "[":
        expectKey = text[at] === "{";
        open.push(expectKey ? new Set() : null);
        if (open.length > depthMax) return `nesting is deeper than ${depthMax}`;
        break;
      case "}":
      case "]":
        open.pop();
        expectKey = false;
        break;
      case ",":
        expectKey = open.at(-1) instanceof Set;
        break;
      case '"': {
        const end = closingQuote(text, at);
        if (end === null) return NOT_JSON;
        const breach = expectKey ? keyBreach(text.slice(at, end + 1), open.at(-1) ?? null) : null;
        if (breach) return breach;
        expectKey = false;
        at = end;
      }
    }
  }
  return null;
}

/** Position of the quote that ends the string begun at `from`; null when there is none. */
function closingQuote(text: string, from: number): number | null {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === '"') return at;
  }
  return null;
}

/** Judges one key and remembers it. */
function keyBreach(quoted: string, keys: Set<string> | null): string | null {
  const key = unquote(quoted);
  if (key === null) return NOT_JSON;
  if (FORBIDDEN.has(key)) return `the key ${key} is not allowed`;
  if (keys?.has(key)) return "a key is used twice in one object";
  keys?.add(key);
  return null;
}

function unquote(quoted: string): string | null {
  try {
    return JSON.parse(quoted) as string;
  } catch {
    return null;
  }
}
