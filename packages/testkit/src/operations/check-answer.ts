/** Holds an answer against the OpenAPI document: status, body, problem code, headers. */
import { ERRORS, isErrorCode } from "@edgemart/contracts/error";
import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { DocumentedOperation, OpenApiDocument, Schema } from "./document.ts";

/** Names what is wrong with an answer; empty when it is as documented. @param text its body */
export type CheckAnswer = (
  operation: DocumentedOperation,
  answer: Pick<Response, "status" | "headers">,
  text: string,
) => string[];

/**
 * Compiles the document's schemas.
 *
 * Clients ignore fields they do not know; our own tests do not: a field that is not documented is a fault here.
 */
export function answerChecker(document: OpenApiDocument): CheckAnswer {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "openapi", ...closed(structuredClone(document)) });
  const compiled = new Map<string, ValidateFunction>();
  const validator = ({ path, method }: DocumentedOperation, status: string, type: string) => {
    const steps = [
      "paths",
      path,
      method.toLowerCase(),
      "responses",
      status,
      "content",
      type,
      "schema",
    ];
    const pointer = steps.map((step) => step.replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#/${encoded(pointer)}` });
    compiled.set(pointer, validate);
    return validate;
  };

  return (operation, answer, text) => {
    const status = String(answer.status);
    const documented = operation.responses[status];
    if (!documented) return [`status ${status} is not documented`];
    const type = (answer.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
    const wrong = Object.keys(documented.headers ?? {})
      .filter((name) => ALWAYS.includes(name) || (answer.status < 300 && OF_SUCCESS.includes(name)))
      .filter((name) => !answer.headers.has(name))
      .map((name) => `${name} is documented and not there`);
    if (answer.status < 300) {
      wrong.push(
        ...OF_SUCCESS.filter((name) => answer.headers.has(name) && !documented.headers?.[name]).map(
          (name) => `${name} is there and not documented`,
        ),
      );
    }
    if (!documented.content) return text === "" ? wrong : [...wrong, "a body is not documented"];
    if (!documented.content[type]) return [...wrong, `content type ${type} is not documented`];
    if (!type.endsWith("json")) return wrong;
    const body = parsed(text);
    if (body === undefined) return [...wrong, "the body is no JSON"];
    const validate = validator(operation, status, type);
    if (!validate(body)) {
      const errors = validate.errors ?? [];
      wrong.push(...errors.map((each) => `body${each.instancePath} ${each.message}`));
    }
    if (type === "application/problem+json") {
      wrong.push(...problemFaults(body, answer.status, documented["x-problem-codes"] ?? []));
    }
    return wrong;
  };
}

/** What an answer always has when it is documented. */
const ALWAYS = ["X-Request-Id", "Cache-Control", "WWW-Authenticate", "Retry-After"];
/** What must be documented when a success has it, and the other way round. */
const OF_SUCCESS = ["ETag", "Location", "X-Cache", "Deprecation", "Sunset"];

function problemFaults(body: unknown, status: number, documented: string[]): string[] {
  const { code, type } = body as { code: string; type: string };
  if (!isErrorCode(code)) return [`code ${code} is not in the table`];
  return [
    ...(ERRORS[code].status === status ? [] : [`code ${code} does not belong to ${status}`]),
    ...(type === `/errors/${code}` ? [] : [`type ${type} does not belong to ${code}`]),
    ...(documented.includes(code) ? [] : [`code ${code} is not documented for ${status}`]),
  ];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Closes every object with named fields, all the way down. */
function closed<T>(node: T): T {
  if (Array.isArray(node)) for (const each of node) closed(each);
  else if (typeof node === "object" && node !== null) {
    for (const each of Object.values(node)) closed(each);
    const schema = node as Schema;
    const isObject = schema.type === "object" && typeof schema.properties === "object";
    if (isObject && schema.additionalProperties === undefined) schema.additionalProperties = false;
  }
  return node;
}

/** A JSON pointer as a URI fragment. */
function encoded(pointer: string): string {
  return pointer.split("/").map(encodeURIComponent).join("/");
}
