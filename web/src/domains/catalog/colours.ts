/** What the catalog's colour names look like, so that a choice of colour can be seen; a name unknown here has no dot. Pure. */

/** The key under which the catalog keeps colours, as an option and as an attribute. */
const COLOUR = "colour";

const HEX: Readonly<Record<string, string>> = {
  milk: "#efe8da",
  ivory: "#e9dfc8",
  white: "#f1eee7",
  natural: "#dcc7a2",
  sand: "#d3bf9f",
  butter: "#e9cd84",
  mustard: "#cb9a3e",
  apricot: "#e0a678",
  persimmon: "#cf6a3a",
  clay: "#bb6f4e",
  brick: "#a2503d",
  rose: "#d2a198",
  plum: "#6e4557",
  celadon: "#a9bfae",
  sage: "#a3b096",
  moss: "#75825f",
  mist: "#b4c0c4",
  sky: "#97b3c6",
  cobalt: "#3a588f",
  navy: "#34455e",
  ink: "#3a3b42",
  charcoal: "#4b4a4e",
  black: "#2f2e31",
  walnut: "#7a543c",
  oak: "#cba273",
  brass: "#c39b55",
  copper: "#bb7850",
  steel: "#c3c5c7",
  clear: "#dde7e6",
  amber: "#b4702f",
};

/**
 * Tells the colour of a value.
 *
 * @param key of the option or attribute, with or without the listing's `attr.`
 * @returns six-digit hex, or null for what is no colour or has no known one
 */
export function colourOf(key: string, value: string): string | null {
  if (key.replace(/^attr\./, "") !== COLOUR) return null;
  return Object.hasOwn(HEX, value) ? (HEX[value] ?? null) : null;
}
