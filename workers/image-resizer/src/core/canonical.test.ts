/** The canonical form: what each parameter is written as, where it counts, and that it is an address of the same picture. */
import { ImageFit, ImageFormat } from "@edgemart/contracts/images";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalParams, type PictureParams, POSITIONS, parseParams } from "./params.ts";

function parsed(text: string): PictureParams {
  const found = parseParams(new URLSearchParams(text), []);
  if (!found.ok) throw new Error(`${text}: ${JSON.stringify(found.error)}`);
  return found.value;
}
const canonical = (text: string) => {
  const params = parsed(text);
  return canonicalParams(params, params.f);
};

describe("images 11: the canonical form", () => {
  test.each([
    ["w=9", "w=9"],
    ["h=9", "h=9"],
    ["blur=1.50", "blur=1.5"],
    ["enlarge=1", "enlarge=1"],
    ["v=a.b_c-9", "v=a.b_c-9"],
    ["q=74", "q=74"],
    ["q=75", "full"],
    ["f=jpeg&q=74", "f=jpeg,q=74"],
    ["f=auto", "f=auto"],
    // A box is both sides: only then something is cut off, left over or placed.
    ["w=9&fit=contain&pos=top&bg=f00", "w=9"],
    ["h=9&fit=contain&pos=top&bg=f00", "h=9"],
    ["w=9&h=8&fit=contain&pos=top&bg=f00", "bg=ff0000ff,fit=contain,h=8,pos=top,w=9"],
    ["w=9&h=8&fit=cover&pos=top&bg=f00", "h=8,pos=top,w=9"],
    ["w=9&h=8&fit=inside&pos=top&bg=f00", "fit=inside,h=8,w=9"],
    ["w=9&h=8&fit=fill&pos=top", "fit=fill,h=8,w=9"],
    ["w=9&h=8&fit=scale-down&enlarge=1", "fit=scale-down,h=8,w=9"],
    // A ground is seen in a format without alpha, boxed or not.
    ["bg=00f", "full"],
    ["f=jpeg&bg=00f", "bg=0000ffff,f=jpeg"],
    ["f=auto&bg=00f", "bg=0000ffff,f=auto"],
    ["f=png&bg=00f", "f=png"],
    ["w=9&h=8&fit=contain&f=png&bg=00f8", null],
  ])("%s is %s", (text, form) => {
    if (form === null) expect(parseParams(new URLSearchParams(text), []).ok).toBe(false);
    else expect(canonical(text)).toBe(form);
  });

  test("has all parameters at once, sorted", () => {
    const text = "w=9&v=1&q=10&pos=top-left&h=8&fit=contain&f=jpeg&enlarge=1&blur=0.25&bg=01020304";
    expect(canonical(text)).toBe(
      "bg=01020304,blur=0.25,enlarge=1,f=jpeg,fit=contain,h=8,pos=top-left,q=10,v=1,w=9",
    );
  });

  test("is an address of the same picture: read again it is written the same", () => {
    const side = fc.option(fc.integer({ min: 1, max: 2048 }), { nil: undefined });
    const colour = fc
      .integer({ min: 0, max: 0xffffffff })
      .map((value) => value.toString(16).padStart(8, "0"));
    const given = fc.record(
      {
        ...{ w: side, h: side, bg: colour, fit: fc.constantFrom(...ImageFit.options) },
        ...{ f: fc.constantFrom(...ImageFormat.options), q: fc.integer({ min: 1, max: 100 }) },
        ...{ pos: fc.constantFrom(...POSITIONS), blur: fc.integer({ min: 0, max: 50 }) },
        ...{ enlarge: fc.constantFrom("0", "1"), v: fc.constantFrom("1", "a-b", "x.y_z") },
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(given, (values) => {
        const pairs = Object.entries(values).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]],
        );
        const form = canonical(new URLSearchParams(pairs).toString());
        expect(canonical(form === "full" ? "" : form.replaceAll(",", "&"))).toBe(form);
      }),
    );
  });
});

describe("images 2, 34: refusals", () => {
  const refusal = (text: string, sizes: number[] = []) => {
    const found = parseParams(new URLSearchParams(text), sizes);
    return found.ok ? null : found.error;
  };
  test("one that is written twice, and a size that is not made, are refused by name", () => {
    const errors = (path: string) => ({
      code: "invalid_query",
      errors: [{ path, code: "custom" }],
    });
    expect(refusal("q=1&q=1")).toMatchObject(errors("q"));
    expect(refusal("h=121", [120])).toMatchObject(errors("h"));
  });

  test("what is unknown may be there as often as it likes", () => {
    expect(refusal("utm=1&utm=2&w=9")).toBeNull();
  });
});
