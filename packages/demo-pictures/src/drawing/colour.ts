/** Colour arithmetic for the pictures; pure, sRGB, six-digit hex in and out. */

export type Hex = string;

/** Mixes two colours: `share` 0 is `from`, 1 is `to`. */
export function mix(from: Hex, to: Hex, share: number): Hex {
  const a = channels(from);
  const b = channels(to);
  return hex(a.map((value, index) => value + ((b[index] ?? 0) - value) * share));
}

/**
 * Lights or shades a colour as a surface of it would look.
 *
 * @param amount -1 deepest shadow (kept coloured, never grey) … 0 as is … 1 warm white
 */
export function tone(colour: Hex, amount: number): Hex {
  if (amount >= 0) return mix(colour, "#fffaf2", Math.min(1, amount));
  const [red = 0, green = 0, blue = 0] = channels(colour);
  return mix(colour, hex([red * 0.36, green * 0.31, blue * 0.34]), Math.min(1, -amount));
}

/** Tells perceived lightness, 0 … 1. */
export function lightness(colour: Hex): number {
  const [red = 0, green = 0, blue = 0] = channels(colour);
  return (red * 0.299 + green * 0.587 + blue * 0.114) / 255;
}

function channels(colour: Hex): number[] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function hex(values: number[]): Hex {
  const whole = values.map((value) => Math.max(0, Math.min(255, Math.round(value))));
  return `#${whole.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
