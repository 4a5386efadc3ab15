/** A fuzzed request as bytes: a valid call, changed as its plan says. */
import type { OperationCall } from "../operations/calls.ts";
import type { DocumentedOperation } from "../operations/document.ts";
import type { Mutation } from "./plan.ts";

export interface FuzzRequest {
  method: string;
  /** As it is in the request line. */
  target: string;
  headers: [name: string, value: string][];
  body: Uint8Array | null;
  /** Instead of all of it. */
  raw: string | null;
  /** False when it may have reached another address or method: then the operation's answers are not the measure. */
  isOfOperation: boolean;
}

/** More than any JSON address takes. */
const GROWN_BYTES = 140 * 1024;

/** Applies the changes to a valid call. @param headers credential, key and client address of the valid one */
export function requestOf(
  operation: DocumentedOperation,
  call: OperationCall,
  headers: [string, string][],
  mutations: readonly Mutation[],
): FuzzRequest {
  const params = { ...call.params };
  const query: [string, string][] = Object.entries(call.query ?? {}).map(([name, value]) => [
    name,
    encodeURIComponent(value),
  ]);
  const request: FuzzRequest = {
    method: operation.method,
    target: "",
    headers: [...headers, ...Object.entries(call.headers ?? {})],
    body: call.bytes ?? null,
    raw: null,
    isOfOperation: true,
  };
  let text = call.json === undefined ? null : JSON.stringify(call.json);
  if (text !== null) set(request, "content-type", ["application/json"]);
  const raws: Record<string, string> = {};
  for (const change of mutations) {
    switch (change.kind) {
      case "field":
        if (call.json !== undefined && text !== null) text = withField(text, change);
        break;
      case "body":
        if (takesBody(operation)) text = change.value;
        break;
      case "bytes":
        if (takesBody(operation)) request.body = change.value;
        break;
      case "cut":
        text = text?.slice(0, Math.floor((text.length * change.part) / 100)) ?? null;
        break;
      case "grow":
        text = text && `${text}${" ".repeat(GROWN_BYTES)}`;
        break;
      case "type":
        set(request, "content-type", change.value === null ? [] : [change.value]);
        if (change.encoding !== null) set(request, "content-encoding", [change.encoding]);
        break;
      case "query":
        changeQuery(operation, query, change);
        break;
      case "param": {
        const names = Object.keys(params);
        const name = names[change.at % Math.max(1, names.length)];
        if (name !== undefined) raws[name] = change.value;
        // An empty or odd segment may be another address.
        if (name !== undefined)
          request.isOfOperation &&=
            /^[\w%.~-]+$/.test(change.value) && !/^(%2e|\.)+$/i.test(change.value);
        break;
      }
      case "header":
        set(request, change.name, change.values);
        break;
      case "method":
        request.method = change.value;
        request.isOfOperation = false;
        break;
      case "raw":
        request.raw = change.value;
        request.isOfOperation = false;
        break;
    }
  }
  if (text !== null && request.body === null) request.body = new TextEncoder().encode(text);
  const path = operation.path.replace(
    /\{(\w+)\}/g,
    (_, name: string) => raws[name] ?? encodeURIComponent(params[name] ?? name),
  );
  const search = query.map(([name, value]) => `${name}=${value}`).join("&");
  // What a request line cannot hold would be another request.
  const target = `${path}${search && `?${search}`}`;
  request.target = target.replace(/[\s#]/g, "%20").replace(/[^\x21-\x7e]/g, encodeURIComponent);
  // Fixed addresses below a template's own: `me` is a member's id too.
  request.isOfOperation &&= !/\/(me|security-events|health|end-sessions)(\/|\?|$)/.test(
    Object.values(raws).join("/"),
  );
  return request;
}

function takesBody(operation: DocumentedOperation): boolean {
  return operation.requestBody !== undefined;
}

function set(request: FuzzRequest, name: string, values: readonly string[]): void {
  const others = request.headers.filter(([each]) => each.toLowerCase() !== name.toLowerCase());
  request.headers = [...others, ...values.map((value): [string, string] => [name, value])];
}

function changeQuery(
  operation: DocumentedOperation,
  query: [string, string][],
  { at, how, value }: Extract<Mutation, { kind: "query" }>,
): void {
  const known = operation.parameters.filter((each) => each.in === "query").map(({ name }) => name);
  const names = [...known, "attr.colour", "utm_source", "__proto__"];
  const name = names[at % names.length] ?? "q";
  if (how === "replace") {
    const index = query.findIndex(([each]) => each === name);
    if (index >= 0) query.splice(index, 1);
  }
  query.push([name, value]);
  if (how === "repeat") query.push([name, value]);
}

/** Changes one field of a JSON text: fields are counted in the order they stand in, all the way down. */
function withField(text: string, { at, how, value }: Extract<Mutation, { kind: "field" }>): string {
  let tree: unknown;
  try {
    tree = JSON.parse(text);
  } catch {
    return text;
  }
  const places: { holder: Record<string, unknown>; key: string }[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, each] of Object.entries(node)) {
      places.push({ holder: node as Record<string, unknown>, key });
      visit(each);
    }
  };
  visit(tree);
  const place = places[at % Math.max(1, places.length)];
  if (!place) return text;
  const { holder, key } = place;
  if (how === "replace") holder[key] = value;
  else if (how === "remove" && !Array.isArray(holder)) delete holder[key];
  else if (how === "add" && !Array.isArray(holder)) holder[`${key}x`] = value;
  const changed = JSON.stringify(tree);
  // A key twice, which no object holds: the first is written again.
  return how === "repeat"
    ? changed.replace("{", `{${JSON.stringify(key)}:${JSON.stringify(value)},`)
    : changed;
}
