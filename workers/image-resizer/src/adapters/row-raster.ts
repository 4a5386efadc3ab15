/** Pixels that come row by row, decoded while they are scaled: the entire picture is never in memory. */
import type { Raster } from "../core/raster.ts";

/** A raster whose rows are made when they are asked for. */
export class RowRaster implements Raster {
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  readonly channels = 4;
  /** Gives the place of a row of RGBA in the kernels' memory; rows are asked for from top to bottom, each once. */
  readonly rowAt: (y: number) => number;
  readonly #read: (pointer: number) => Uint8Array;

  constructor(
    { width, height, hasAlpha }: Pick<Raster, "width" | "height" | "hasAlpha">,
    rowAt: (y: number) => number,
    read: (pointer: number) => Uint8Array,
  ) {
    this.width = width;
    this.height = height;
    this.hasAlpha = hasAlpha;
    this.rowAt = rowAt;
    this.#read = read;
  }

  /** All pixels, for who cannot take rows. */
  get data(): Uint8Array {
    const all = new Uint8Array(this.width * this.height * 4);
    for (let y = 0; y < this.height; y++) all.set(this.#read(this.rowAt(y)), y * this.width * 4);
    return all;
  }
}
