/** Types of the API as a user of openapi-typescript gets them. */
import openapiTS, { astToString } from "openapi-typescript";

/** Makes the text of a client's types; a field with a default may be left out. @param document the OpenAPI document, as JSON text */
export async function clientTypes(document: string): Promise<string> {
  return astToString(await openapiTS(document, { defaultNonNullable: false }));
}
