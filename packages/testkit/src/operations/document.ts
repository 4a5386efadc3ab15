/** The OpenAPI document of the running system, as tests walk it. */
import { api } from "../system.ts";

/** A JSON Schema, as far as anything here looks into one. */
export type Schema = { [keyword: string]: unknown };

export interface DocumentedAnswer {
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: Schema }>;
  "x-problem-codes"?: string[];
}

export interface DocumentedParameter {
  in: "path" | "query" | "header";
  name: string;
  required?: boolean;
  schema: Schema;
}

export interface DocumentedOperation {
  operationId: string;
  method: string;
  path: string;
  security: Record<string, string[]>[];
  parameters: DocumentedParameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, DocumentedAnswer>;
}

export interface OpenApiDocument {
  paths: Record<string, Record<string, Omit<DocumentedOperation, "method" | "path">>>;
  components: { schemas: Record<string, Schema> };
}

/** Reads the document from the gateway. */
export async function readDocument(): Promise<OpenApiDocument> {
  return (await (await api("/openapi.json")).json()) as OpenApiDocument;
}

/** Lists its operations. */
export function operationsOf({ paths }: OpenApiDocument): DocumentedOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      ...operation,
      parameters: operation.parameters ?? [],
      path,
      method: method.toUpperCase(),
    })),
  );
}

/** Tells whether an operation names a header among what it takes. */
export function takesHeader(operation: DocumentedOperation, name: string): boolean {
  return operation.parameters.some((each) => each.in === "header" && each.name === name);
}
