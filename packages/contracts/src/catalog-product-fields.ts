/** The fields of a product that administrators write, one entry each: create, change and read are made from them. */
import { z } from "zod";
import { Slug } from "./catalog.ts";
import { Key, localText, namedText } from "./catalog-fields.ts";
import { LocalText } from "./locale.ts";
import { trimmedText } from "./text.ts";

/** A value that a product has of an attribute. */
export const ProductAttribute = z.strictObject({ attribute: Key, value: Key });

/** What shoppers choose by, such as a colour. */
export const ProductOption = z.strictObject({
  key: Key,
  name: namedText(80),
  values: z
    .array(z.strictObject({ key: Key, label: namedText(80) }))
    .min(1)
    .max(50)
    .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, "repeats a key"),
});
export type ProductOption = z.infer<typeof ProductOption>;

/** What every product has. */
export const named = {
  slug: Slug,
  title: namedText(200),
  brand: Slug.describe("Slug of a brand that exists"),
  category: Slug.describe("Slug of a category that exists"),
};

/** A field that a product may be without. */
interface OptionalField {
  /** As it is written. */
  given: z.ZodType;
  /** As it is read: what was written under earlier rules stays readable. */
  stored: z.ZodType;
  /** What a new product has where none is given. */
  blank: unknown;
}

/** What a product may be without: one entry for each field, which create, change and read are made from. */
const optional = {
  description: { given: localText(10_000), stored: LocalText, blank: { ko: "", en: "" } },
  tags: {
    given: z.array(trimmedText(60).min(1)).max(30),
    stored: z.array(z.string()),
    blank: [],
  },
  attributes: {
    given: z.array(ProductAttribute).max(60).describe("Values of attributes that exist"),
    stored: z.array(z.object({ attribute: z.string(), value: z.string() })),
    blank: [],
  },
  options: {
    given: z
      .array(ProductOption)
      .max(3)
      .refine((list) => new Set(list.map(({ key }) => key)).size === list.length, "repeats a key"),
    stored: z.array(
      z.object({
        key: z.string(),
        name: LocalText,
        values: z.array(z.object({ key: z.string(), label: LocalText })),
      }),
    ),
    blank: [],
  },
  popularity: { given: z.int().min(0).max(1_000_000), stored: z.int(), blank: 0 },
} satisfies Record<string, OptionalField>;

type Optional = typeof optional;

/** Makes the shape of an object from one part of each field. */
function shapeOf<Shape>(part: (field: OptionalField) => z.ZodType): Shape {
  const entries = Object.entries(optional).map(([name, field]) => [name, part(field)]);
  // Guarantee of the cast: the shapes below say which part they are made of.
  return Object.fromEntries(entries) as Shape;
}
/** Fields as they are written. */
export const given = shapeOf<{ [Name in keyof Optional]: Optional[Name]["given"] }>(
  (field) => field.given,
);
/** Fields as they are read. */
export const stored = shapeOf<{ [Name in keyof Optional]: Optional[Name]["stored"] }>(
  (field) => field.stored,
);
/** Fields as they are written, with what a new product has where none is given. */
export const orBlank = shapeOf<{ [Name in keyof Optional]: z.ZodDefault<Optional[Name]["given"]> }>(
  (field) => field.given.default(field.blank),
);
/** What a product has of each field where none was given. */
export const blanks: { readonly [Name in keyof Optional]: Optional[Name]["blank"] } =
  Object.fromEntries(
    Object.entries(optional).map(([name, { blank }]) => [name, blank]),
    // Guarantee of the cast: the names are those of the fields.
  ) as { [Name in keyof Optional]: Optional[Name]["blank"] };
