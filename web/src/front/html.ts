/** Finishes a rendered page: its real status, and a policy that lets exactly its own scripts run. Pure but for hashing. */

/**
 * Inline scripts that may run, whatever the page: each is matched completely.
 *
 * A script that only hands over JSON data can be allowed unseen, and is: what an attacker smuggled into the HTML as a
 * script of any other shape stays blocked, which hashing everything found would not give.
 */
const DATA_PUSHES = [
  // React's payload.
  /^(?:self\.__next_f\.push|\(self\.__next_f=self\.__next_f\|\|\[\]\)\.push)\((\[.*\])\);?$/s,
  // The bundler's list of chunks to load; `script-src 'self'` bounds where they come from.
  /^\(globalThis\["TURBOPACK"\] \|\| \(globalThis\["TURBOPACK"\] = \[\]\)\)\.push\((\{.*\})\);?$/s,
];
const FRAMEWORK = [
  /^self\.__next_r="[\w-]{1,64}"$/,
  /^requestAnimationFrame\(function\(\)\{\$RT=performance\.now\(\)\}\);$/,
];
const INLINE_SCRIPT = /<script((?:\s[^>]*)?)>([\s\S]*?)<\/script>/g;
const SIGNAL = /<meta(?=[^>]* name="edgemart:page")[^>]* content="([a-z]+)"/;

/** What a page says of itself to the front door, through `PageSignal`. */
export interface PageFacts {
  /** Status other than the one rendered with: 503 for a designed outage page, 403 for a page of someone else's, 404 for none. */
  status: number | null;
  /** True when a part is missing and the page must not be kept. */
  partial: boolean;
}

/** Reads what a document says of itself. */
export function pageFacts(html: string): PageFacts {
  const said = SIGNAL.exec(html)?.[1];
  return { status: statusOf(said), partial: said !== undefined };
}

/** The same of a router payload (`text/x-component`); a failed one makes the router load the complete page. */
export function payloadFacts(payload: string): PageFacts {
  const said = payload.includes('"name":"edgemart:page"');
  return { status: said && payload.includes('"content":"outage"') ? 503 : null, partial: said };
}

const STATUS: Readonly<Record<string, number>> = { outage: 503, forbidden: 403, missing: 404 };

function statusOf(said: string | undefined): number | null {
  return (said && STATUS[said]) || null;
}

/**
 * Builds the Content-Security-Policy of one page.
 *
 * @param knownScripts complete texts of the shop's own inline scripts
 * @returns the header's value, and how many inline scripts it blocks
 */
export async function policyFor(
  html: string,
  knownScripts: readonly string[],
  origins: { cdn: string; forms?: readonly string[]; https: boolean },
): Promise<{ policy: string; blocked: number }> {
  const hashes = new Set<string>();
  let blocked = 0;
  for (const [, attributes = "", text = ""] of html.matchAll(INLINE_SCRIPT)) {
    if (/\ssrc=/.test(attributes) || /\stype="application\/ld\+json"/.test(attributes) || !text)
      continue;
    if (isTrusted(text, knownScripts)) hashes.add(await sha256(text));
    else blocked += 1;
  }
  const scripts = [...hashes].map((hash) => ` 'sha256-${hash}'`).join("");
  const policy = [
    "default-src 'none'",
    `script-src 'self'${scripts}`,
    "style-src 'self'",
    `img-src 'self' data: ${origins.cdn}`,
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    // Browsers hold a form to it at each redirect as well.
    ["form-action 'self'", ...(origins.forms ?? [])].join(" "),
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(origins.https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
  return { policy, blocked };
}

function isTrusted(text: string, knownScripts: readonly string[]): boolean {
  for (const push of DATA_PUSHES) {
    const data = push.exec(text)?.[1];
    if (data !== undefined) return isJson(data);
  }
  return knownScripts.includes(text) || FRAMEWORK.some((pattern) => pattern.test(text));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
