import { describe, expect, test } from "vitest";
import { factsOf } from "./product-facts.ts";

describe("product facts", () => {
  test("tell each attribute once, with all its values in order, and none that is an option", () => {
    const attribute = (key: string, label: string) => ({
      key,
      name: key.toUpperCase(),
      value: label,
      label,
    });
    const attributes = [
      attribute("colour", "Milk"),
      attribute("size", "L"),
      attribute("colour", "Moss"),
    ];
    expect(factsOf({ attributes, options: [] })).toEqual([
      { key: "colour", name: "COLOUR", labels: ["Milk", "Moss"] },
      { key: "size", name: "SIZE", labels: ["L"] },
    ]);
    const options = [{ key: "colour", name: "COLOUR", values: [] }];
    expect(factsOf({ attributes, options }).map(({ key }) => key)).toEqual(["size"]);
  });
});
