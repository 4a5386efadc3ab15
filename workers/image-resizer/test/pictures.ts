/** Pictures made by code for tests, and the measure they are compared with. */
import { crc32, deflateSync } from "node:zlib";
import sharp from "sharp";

/** A photograph-like scene: gradients, round and slanted edges, fine lines, lettering and sensor noise. */
export async function scene(width: number, height: number): Promise<Buffer> {
  const x = (part: number) => Math.round(part * width);
  const y = (part: number) => Math.round(part * height);
  const lines = Array.from(
    { length: 30 },
    (_, i) =>
      `<line x1="${x(0.03 + i * 0.006)}" y1="${y(0.6)}" x2="${x(0.05 + i * 0.008)}" y2="${y(0.95)}"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="#3a6ea5"/>
    <stop offset=".6" stop-color="#f4c38b"/><stop offset="1" stop-color="#7b4b2a"/></linearGradient></defs>
    <rect width="100%" height="100%" fill="url(#sky)"/>
    <circle cx="${x(0.3)}" cy="${y(0.4)}" r="${y(0.16)}" fill="#fbe7b0"/>
    <rect x="${x(0.56)}" y="${y(0.35)}" width="${x(0.27)}" height="${y(0.4)}" fill="#c0392b" transform="rotate(7)"/>
    <g stroke="#1d2b1f" stroke-width="${Math.max(1, x(0.0012))}">${lines.join("")}</g>
    <g fill="#254d32"><path d="M0 ${height} L${x(0.1)} ${y(0.8)} L${x(0.2)} ${height} L${x(0.35)} ${y(0.75)} L${x(0.5)} ${height}z"/></g>
  </svg>`;
  const random = randomFrom(width * 7919 + height);
  const grain = Buffer.alloc(width * height * 3);
  for (let at = 0; at < grain.length; at += 3) {
    grain.fill(128 + random(17) + random(17) + random(17) - 24, at, at + 3);
  }
  return sharp(Buffer.from(svg))
    .composite([{ input: grain, raw: { width, height, channels: 3 }, blend: "soft-light" }])
    .removeAlpha()
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/** Peak signal-to-noise ratio in dB of two buffers of 8-bit samples. */
export function psnr(one: ArrayLike<number>, other: ArrayLike<number>): number {
  if (one.length !== other.length)
    throw new Error(`lengths differ: ${one.length}, ${other.length}`);
  let squares = 0;
  for (let at = 0; at < one.length; at++) squares += ((one[at] ?? 0) - (other[at] ?? 0)) ** 2;
  return squares === 0
    ? Number.POSITIVE_INFINITY
    : 10 * Math.log10(255 ** 2 / (squares / one.length));
}

/**
 * Structural similarity of two pictures of three channels, by their green: the mean over windows of 8×8.
 *
 * @see Wang et al., Image Quality Assessment, 2004
 */
export function ssim(one: ArrayLike<number>, other: ArrayLike<number>, width: number): number {
  const height = Math.floor(one.length / 3 / width);
  const scores: number[] = [];
  for (let top = 0; top + 8 <= height; top += 4) {
    for (let left = 0; left + 8 <= width; left += 4) {
      const at = (n: number) => ((top + (n >> 3)) * width + left + (n & 7)) * 3 + 1;
      let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
      for (let n = 0; n < 64; n++) {
        const [x, y] = [one[at(n)] ?? 0, other[at(n)] ?? 0];
        a += x;
        b += y;
        aa += x * x;
        bb += y * y;
        ab += x * y;
      }
      const [ma, mb] = [a / 64, b / 64];
      const [va, vb, cov] = [aa / 64 - ma * ma, bb / 64 - mb * mb, ab / 64 - ma * mb];
      const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
      scores.push(
        ((2 * ma * mb + c1) * (2 * cov + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2)),
      );
    }
  }
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** A PNG of given rows, each behind the byte of its filter, whatever they say: its checksums are right. */
export function pngOf(raw: Buffer, width: number, height: number, colourType: number): Buffer {
  const chunk = (tag: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(tag), body]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = colourType;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.alloc(30, 120)),
    chunk("IDAT", deflateSync(raw)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Pixels of an encoded picture, three channels, without orientation. */
export function rgbOf(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { autoOrient: false }).removeAlpha().toColourspace("srgb").raw().toBuffer();
}

/** Encoded pictures of every kind with a few random bytes changed, a third of them cut; the same at each run. */
export async function mutations(count: number): Promise<Buffer[]> {
  const base = sharp(await scene(160, 120));
  const seeds = await Promise.all([
    base.clone().jpeg().toBuffer(),
    base.clone().jpeg({ progressive: true }).toBuffer(),
    base.clone().png().toBuffer(),
    base.clone().png({ palette: true, progressive: true }).toBuffer(),
    base.clone().webp().toBuffer(),
    base.clone().webp({ lossless: true }).toBuffer(),
    base.clone().gif().toBuffer(),
    base.clone().toColourspace("cmyk").jpeg().toBuffer(),
    base.clone().withIccProfile("p3").jpeg().toBuffer(),
  ]);
  const random = randomFrom(20_261_120);
  return Array.from({ length: count }, (_, round) => {
    // A checksum would stop every damage of a PNG's rows before they are read.
    if (round % 8 === 7) {
      const rows = Buffer.from(
        Array.from({ length: 20 * (1 + 24 * 4) - random(2) }, () => random(random(2) ? 5 : 256)),
      );
      return pngOf(rows, 24, 20, [0, 2, 3, 4, 6][random(5)] ?? 0);
    }
    const bytes = Buffer.from(seeds[round % seeds.length] ?? []);
    for (let hits = 1 + random(4); hits > 0; hits--) bytes[random(bytes.length)] = random(256);
    return random(3) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes;
  });
}

/** Whole numbers below a bound, the same row for the same seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}
