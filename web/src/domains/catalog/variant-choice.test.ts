import { describe, expect, test } from "vitest";
import { chosenVariant, firstChoice, leadsSomewhere, valuesAfter } from "./variant-choice.ts";

const variant = (sku: string, optionValues: string[], availableMax = 9) => ({
  sku,
  optionValues,
  availableMax,
});
const values = (...keys: string[]) => keys.map((key) => ({ key, label: key }));
/** Two colours in three sizes: navy is not made large, and white is sold out in medium. */
const cup = {
  options: [
    { key: "colour", name: "Colour", values: values("white", "navy", "sand") },
    { key: "size", name: "Size", values: values("s", "m", "l") },
  ],
  variants: [
    variant("W-S", ["white", "s"]),
    variant("W-M", ["white", "m"], 0),
    variant("W-L", ["white", "l"]),
    variant("N-S", ["navy", "s"]),
    variant("N-M", ["navy", "m"]),
    variant("S-S", ["sand", "s"], 0),
  ],
};

describe("storefront 22: product page: options", () => {
  test("a choice means one variant, an impossible one none, and a product without options its only one", () => {
    expect(chosenVariant(cup, ["navy", "m"])?.sku).toBe("N-M");
    expect(chosenVariant(cup, ["navy", "l"])).toBeNull();
    expect(chosenVariant(cup, ["navy"])).toBeNull();
    expect(chosenVariant({ variants: [variant("ONE", [])] }, [])?.sku).toBe("ONE");
  });
  test("what is sold out or not made with what is chosen before is closed; what leads nowhere always is", () => {
    const sizes = (colour: string) =>
      ["s", "m", "l"].filter((size) => leadsSomewhere(cup, 1, size, [colour]));
    expect([sizes("white"), sizes("navy"), sizes("sand")]).toEqual([["s", "l"], ["s", "m"], []]);
    expect(["white", "navy", "sand"].filter((colour) => leadsSomewhere(cup, 0, colour))).toEqual([
      "white",
      "navy",
    ]);
    expect(leadsSomewhere(cup, 1, "m")).toBe(true);
  });
  test("on arrival the address decides, else the first that can be bought, else the first", () => {
    expect(firstChoice(cup, "N-M")?.sku).toBe("N-M");
    expect(firstChoice(cup, "W-M")?.sku).toBe("W-M");
    expect(firstChoice(cup, "nonsense")?.sku).toBe("W-S");
    expect(
      firstChoice({ variants: cup.variants.filter(({ availableMax }) => availableMax === 0) }, null)
        ?.sku,
    ).toBe("W-M");
    expect(firstChoice({ variants: [] }, null)).toBeNull();
  });
  test("choosing keeps what still fits and moves the rest to what can be bought", () => {
    expect(valuesAfter(cup, ["white", "s"], 0, "navy")).toEqual(["navy", "s"]);
    expect(valuesAfter(cup, ["white", "l"], 0, "navy")[0]).toBe("navy");
    expect(chosenVariant(cup, valuesAfter(cup, ["white", "l"], 0, "navy"))?.availableMax).toBe(9);
    expect(valuesAfter(cup, ["navy", "m"], 0, "white")).toEqual(["white", "s"]);
    expect(valuesAfter(cup, ["white", "s"], 0, "sand")).toEqual(["sand", "s"]);
  });
});
