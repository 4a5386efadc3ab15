/** Names of bodies in the OpenAPI document: none is inline, so that generated clients have a type for each. */
import { z } from "zod";

/** Gives a body its name: its own, else that of its operation. @param end `Input` of a request, `Output` of an answer */
export function named(schema: z.ZodType, operationId: string, end: "Input" | "Output"): z.ZodType {
  if (z.globalRegistry.get(schema)?.id !== undefined) return schema;
  const id = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}${end}`;
  const before = made.get(id) ?? schema.meta({ id });
  made.set(id, before);
  return before;
}

// A name is registered once; the document may be built several times.
const made = new Map<string, z.ZodType>();
