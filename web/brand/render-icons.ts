/** Renders the mark into every icon of web/public: `npx node web/brand/render-icons.ts` after a change of the mark. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { MARK } from "../src/components/mark-paths.ts";

const PUBLIC = join(import.meta.dirname, "../public");
const COLOURS = { paper: "#fcfcfa", sheet: "#0a5a4b", letter: "#f6fbf8", ink: "#121716" };

interface Icon {
  file: string;
  size: number;
  /** Share of the side the mark takes; the rest is ground. */
  share: number;
  ground: string | null;
}

/** Lists every icon there is: file, side in pixels, and how the mark is placed in it. */
export const ICONS: readonly Icon[] = [
  { file: "icon-192.png", size: 192, share: 1, ground: null },
  { file: "icon-512.png", size: 512, share: 1, ground: null },
  // A launcher may cut it to a circle of 80 %: the mark stays inside (W3C Manifest, maskable).
  { file: "icon-maskable-512.png", size: 512, share: 0.54, ground: COLOURS.paper },
  { file: "apple-touch-icon.png", size: 180, share: 0.66, ground: COLOURS.paper },
];

function mark(x: number, y: number, side: number): string {
  return `<g transform="translate(${x} ${y}) scale(${side / 30})"><path d="${MARK.sheet}" fill="${COLOURS.sheet}"/><path d="${MARK.letter}" fill="${COLOURS.letter}"/></g>`;
}

function svg(width: number, height: number, content: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`,
  );
}

/** Gives an icon as PNG. */
export function renderIcon({ size, share, ground }: Icon): Promise<Buffer> {
  const side = size * share;
  const at = (size - side) / 2;
  const back = ground ? `<rect width="${size}" height="${size}" fill="${ground}"/>` : "";
  return sharp(svg(size, size, back + mark(at, at, side)))
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** Gives what a link without a picture of its own is previewed with: the sheet itself, cut. No text, so no font. */
export function renderPreview(): Promise<Buffer> {
  const [width, height, cut] = [1200, 630, 210];
  const sheet = `<path d="M0 0H${width - cut}L${width} ${cut}V${height}H0z" fill="${COLOURS.sheet}"/>`;
  const letter = `<g transform="translate(300 15) scale(20)"><path d="${MARK.letter}" fill="${COLOURS.letter}"/></g>`;
  const ground = `<rect width="${width}" height="${height}" fill="${COLOURS.paper}"/>`;
  return sharp(svg(width, height, ground + sheet + letter))
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** Gives `/favicon.ico`, which browsers and robots ask for by that name: one picture of 32 pixels, as PNG inside. */
export async function renderFavicon(): Promise<Buffer> {
  const png = await renderIcon({ file: "favicon.ico", size: 32, share: 1, ground: null });
  // ICONDIR, then one ICONDIRENTRY: type 1, sides, planes, bits, length, offset.
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  head.writeUInt8(32, 6);
  head.writeUInt8(32, 7);
  head.writeUInt16LE(1, 10);
  head.writeUInt16LE(32, 12);
  head.writeUInt32LE(png.length, 14);
  head.writeUInt32LE(head.length, 18);
  return Buffer.concat([head, png]);
}

if (import.meta.main) {
  await mkdir(PUBLIC, { recursive: true });
  for (const icon of ICONS) await writeFile(join(PUBLIC, icon.file), await renderIcon(icon));
  await writeFile(join(PUBLIC, "og.png"), await renderPreview());
  await writeFile(join(PUBLIC, "favicon.ico"), await renderFavicon());
  const vector = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30"><title>Edgemart</title><path d="${MARK.sheet}" fill="${COLOURS.sheet}"/><path d="${MARK.letter}" fill="${COLOURS.letter}"/></svg>\n`;
  await writeFile(join(PUBLIC, "icon.svg"), vector);
}
