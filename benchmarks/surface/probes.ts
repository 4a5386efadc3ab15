/** What every variant must answer: one request for each law, judged by status, code and headers. */

export interface Probe {
  law: string;
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string;
  /** Status, and for problems the code. */
  status: number;
  code?: string;
  /** A header the answer must have, with its exact value. */
  header?: [name: string, value: string];
}

const JSON_TYPE = { "content-type": "application/json" };
const GOOD = JSON.stringify({ name: "Cup", priceMinor: 9_000, tags: [] });
const post = (law: string, body: string, status: number, code?: string): Probe => ({
  law,
  method: "POST",
  path: "/api/things",
  headers: JSON_TYPE,
  body,
  status,
  code,
});
const put = (law: string, headers: object, status: number, code?: string): Probe => ({
  law,
  method: "PUT",
  path: "/api/things/thg_00000001",
  headers: { ...JSON_TYPE, ...headers },
  body: GOOD,
  status,
  code,
});

export const PROBES: Probe[] = [
  {
    law: "a read answers with its ETag",
    path: "/api/things/thg_00000001",
    status: 200,
    header: ["etag", '"3"'],
  },
  { law: "a list is answered", path: "/api/things?limit=2", status: 200 },
  {
    ...post("a create answers 201 with Location", GOOD, 201),
    header: ["location", "/api/things/thg_00000002"],
  },
  put("a write on the version that is", { "if-match": '"3"' }, 200),
  put("a write on another version: 412", { "if-match": '"2"' }, 412, "precondition_failed"),
  put("a write on no version: 428", {}, 428, "precondition_required"),
  { law: "a malformed id: 404", path: "/api/things/nothing", status: 404, code: "not_found" },
  {
    law: "a broken query: 400",
    path: "/api/things?limit=0x10",
    status: 400,
    code: "invalid_query",
  },
  post("an unknown field: 422", GOOD.replace("{", '{"x":1,'), 422, "validation_failed"),
  post("a wrong type: 422", GOOD.replace("9000", '"9000"'), 422, "validation_failed"),
  post("a repeated key: 400", GOOD.replace("{", '{"name":"a",'), 400, "invalid_body"),
  post("text that is not JSON: 400", "{", 400, "invalid_body"),
  post("a deep value: 400", `{"name":${"[".repeat(20)}${"]".repeat(20)}}`, 400, "invalid_body"),
  post(
    "a body above the bound: 413",
    JSON.stringify({ name: "x".repeat(17_000) }),
    413,
    "body_too_large",
  ),
  {
    ...post("another media type: 415", GOOD, 415, "unsupported_media_type"),
    headers: { "content-type": "text/plain" },
  },
  {
    ...post("a malformed key: 400", GOOD, 400, "idempotency_key_malformed"),
    headers: { ...JSON_TYPE, "idempotency-key": "a b" },
  },
  {
    law: "HEAD as GET, without a body",
    method: "HEAD",
    path: "/api/things/thg_00000001",
    status: 200,
    header: ["etag", '"3"'],
  },
  {
    law: "405 with Allow",
    method: "DELETE",
    path: "/api/things/thg_00000001",
    status: 405,
    code: "method_not_allowed",
    header: ["allow", "GET, HEAD, PUT"],
  },
  {
    law: "OPTIONS with Allow",
    method: "OPTIONS",
    path: "/api/things/thg_00000001",
    status: 204,
    header: ["allow", "GET, HEAD, PUT, OPTIONS"],
  },
  { law: "an unknown path: 404", path: "/api/other", status: 404, code: "not_found" },
];

/** Asks once. @returns what was wrong, or null */
export async function breachOf(
  probe: Probe,
  ask: typeof fetch,
  origin: string,
): Promise<string | null> {
  const answer = await ask(`${origin}${probe.path}`, {
    method: probe.method ?? "GET",
    headers: probe.headers,
    body: probe.body,
  });
  const text = await answer.text();
  if (answer.status !== probe.status) return `${answer.status}`;
  if (probe.method === "HEAD" && text !== "") return "has a body";
  if (probe.code) {
    if (!answer.headers.get("content-type")?.startsWith("application/problem+json"))
      return "is no problem";
    const code: unknown = JSON.parse(text).code;
    if (code !== probe.code) return String(code);
  }
  const [name, value] = probe.header ?? [];
  if (name && answer.headers.get(name) !== value) return `${name}: ${answer.headers.get(name)}`;
  return null;
}
