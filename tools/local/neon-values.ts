/** Translates between JSON and PostgreSQL's text format the way Neon's HTTP proxy does; pure. */
import pg from "pg";

/** Encodes a JSON parameter as PostgreSQL text: arrays as `{…}`, objects as JSON, null as NULL. */
export function paramText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return arrayText(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Decodes text for callers that do not ask for raw text: small numbers, booleans, JSON and arrays of them. */
export function jsonValue(text: string | null, typeId: number): unknown {
  if (text === null) return null;
  const elementId = ELEMENT_TYPE.get(typeId);
  if (elementId !== undefined) return arrayValues(text, elementId);
  switch (typeId) {
    case OID.bool:
      return text === "t";
    case OID.int2:
    case OID.int4:
      return Number(text);
    case OID.float4:
    case OID.float8:
      return Number.isFinite(Number(text)) ? Number(text) : text;
    case OID.json:
    case OID.jsonb:
      return JSON.parse(text);
    default:
      return text;
  }
}

const OID = pgIds();

/** Array type id → element type id (pg_type.dat); other arrays keep their elements as text. */
const ELEMENT_TYPE = new Map([
  [1000, OID.bool],
  [1005, OID.int2],
  [1007, OID.int4],
  [1021, OID.float4],
  [1022, OID.float8],
  [199, OID.json],
  [3807, OID.jsonb],
  ...[1001, 1009, 1014, 1015, 1016, 1115, 1182, 1183, 1185, 1231, 2951].map(
    (arrayId): [number, number] => [arrayId, OID.text],
  ),
]);

function pgIds() {
  const { BOOL, INT2, INT4, FLOAT4, FLOAT8, JSON: json, JSONB, TEXT } = pg.types.builtins;
  return {
    bool: BOOL as number,
    int2: INT2 as number,
    int4: INT4 as number,
    float4: FLOAT4 as number,
    float8: FLOAT8 as number,
    json: json as number,
    jsonb: JSONB as number,
    text: TEXT as number,
  };
}

function arrayText(values: unknown[]): string {
  const items = values.map((value) => {
    if (Array.isArray(value)) return arrayText(value);
    const text = paramText(value);
    return text === null ? "NULL" : `"${text.replace(/["\\]/g, "\\$&")}"`;
  });
  return `{${items.join(",")}}`;
}

/** text[]; the typings know element types only. */
const TEXT_ARRAY = 1009 as Parameters<typeof pg.types.getTypeParser>[0];

type Nested = (string | null | Nested)[];

/** Array literals quote by the same rule for every type: read them as text[], then decode the leaves. */
function arrayValues(text: string, elementId: number): unknown {
  const parse = pg.types.getTypeParser(TEXT_ARRAY) as (text: string) => Nested;
  const decode = (item: string | null | Nested): unknown =>
    Array.isArray(item) ? item.map(decode) : jsonValue(item, elementId);
  return parse(text).map(decode);
}
