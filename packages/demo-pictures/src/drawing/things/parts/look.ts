/** How a product is pictured, and the stock colours of wood and metal. */
import type { Hex } from "../../colour.ts";
import type { Pen } from "../../pen.ts";

/** Draws one product at a floor point in its main colour. */
export type Draw = (pen: Pen, x: number, y: number, main: Hex) => void;

/** How one product is pictured. */
export interface Look {
  readonly draw: Draw;
  /** Camera rise; default 0.3. 0.82 and above lies flat. */
  readonly rise?: number;
  /** True where a second piece beside it would look wrong (large or already a set). */
  readonly alone?: boolean;
  /** Point of interest for the close view, shares of the goods' frame. */
  readonly focus?: readonly [number, number];
}

export const WOOD = "#c39a6b";

export const WALNUT = "#6f4b35";

export const BRASS = "#c09a55";

export const STEEL = "#bcbfc2";

export const INK = "#2d2b2e";
