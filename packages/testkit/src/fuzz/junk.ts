/** Values that break parsers, as fast-check arbitraries: the same seed gives the same values. */
import fc from "fast-check";

/** Strings known for what they broke in other systems; the rest is chance. */
const STRINGS = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\udfff\ud800",
  "\ufeff",
  "\u202e\u2066",
  "\u200d\u200c",
  "é".normalize("NFD"),
  "ﷺ".repeat(40),
  "a".repeat(300),
  "가".repeat(5_000),
  "'",
  "' OR 1=1 --",
  "%",
  "_%\\",
  "$1",
  "{{7*7}}",
  "<script>",
  "../../etc/passwd",
  "null",
  "undefined",
  "NaN",
  "0x10",
  "1e1",
  "+5",
  "-0",
  "1_000",
  "٣",
  "true",
  "[]",
  "__proto__",
  "constructor",
  "toString",
  "0000-01-01T00:00:00.000Z",
  "-000001-01-01T00:00:00Z",
  "275760-09-13T00:00:00.001Z",
  "99999999999999999999",
];
const NUMBERS = [
  -1,
  0,
  0.1,
  1e-7,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  1e21,
  1e308,
  Number.MAX_SAFE_INTEGER,
  -(2 ** 53),
];

/** Any text. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...STRINGS),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme-ascii", maxLength: 40 }),
  cursorLike(),
);

/** Any JSON value in place of the one that is asked for. */
export const json: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom<unknown>(...NUMBERS, null, true, false, [], {}, [[]], [null]),
  fc.jsonValue({ maxDepth: 4 }),
  fc.constantFrom(7, 9, 30, 2_000).map(nested),
);

/** Text of a header: what HTTP lets through, and now and then what it does not. */
export const headerText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme-ascii", maxLength: 60 }),
  fc.constantFrom(
    "",
    ",",
    ";",
    '"',
    '""',
    '"a',
    "\\",
    "*",
    "a,b",
    '"a","b"',
    "é",
    "\t",
    "x".repeat(3_000),
  ),
);

/** Text as it may stand in an address: encoded well, badly or not at all. */
export const addressText: fc.Arbitrary<string> = fc.oneof(
  text.map(encodedSafely),
  fc.constantFrom(
    "%",
    "%z",
    "%00",
    "%ff",
    "%c0%af",
    "%ed%a0%80",
    "%2e%2e",
    "%2f",
    "%5c",
    ";",
    "..;",
    "%0a",
    "%",
    "+",
    "%2B",
  ),
  fc
    .string({ unit: "grapheme-ascii", maxLength: 30 })
    .map((each) => each.replace(/[\s#?/\\]/g, "-")),
);

/** Something in the form of our cursors, whose content is wrong. */
function cursorLike(): fc.Arbitrary<string> {
  const parts = fc.array(fc.oneof(fc.constantFrom(...STRINGS), fc.string({ maxLength: 12 })), {
    minLength: 1,
    maxLength: 3,
  });
  return parts.map((each) => Buffer.from(JSON.stringify(each)).toString("base64url"));
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let count = 0; count < depth; count += 1) value = count % 2 ? [value] : { a: value };
  return value;
}

function encodedSafely(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}
