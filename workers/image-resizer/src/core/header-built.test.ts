/** Headers built byte by byte: every field that decides, at its border and one beyond. */
import { describe, expect, test } from "vitest";
import { decodedPixelsMax, isHeic, pngRowBytes, readHeader } from "./header.ts";
import { readGifFrame } from "./header-gif.ts";
import type { ImageHeader, PngHeader } from "./header-types.ts";
import { LIMITS } from "./limits.ts";

type Bytes = number[];
const text = (value: string): Bytes => [...value].map((one) => one.charCodeAt(0));
const be16 = (value: number): Bytes => [value >> 8, value & 255];
const be32 = (value: number): Bytes => [...be16(value >>> 16), ...be16(value & 0xffff)];
const le16 = (value: number): Bytes => be16(value).reverse();
const le24 = (value: number): Bytes => be32(value).slice(1).reverse();
const le32 = (value: number): Bytes => be32(value).reverse();
const read = (...parts: Bytes[]) => readHeader(Uint8Array.from(parts.flat()));
const outcome = (...parts: Bytes[]) => {
  const found = read(...parts);
  return found.ok ? found.value : found.error.code;
};
/** EXIF with one entry: this orientation. */
const exif = (orientation: number): Bytes => [
  ...[...text("MM"), 0, 42, ...be32(8), ...be16(1)],
  ...[...be16(0x112), ...be16(3), ...be32(1), ...be16(orientation), 0, 0, ...be32(0)],
];
const UNREADABLE = "image_unreadable";
const UNSUPPORTED = "image_type_unsupported";
const TOO_LARGE = "image_too_large";

describe("images 20, 33: JPEG", () => {
  const SOI = [0xff, 0xd8];
  const segment = (marker: number, body: Bytes): Bytes => [
    ...[0xff, marker, ...be16(body.length + 2)],
    ...body,
  ];
  const frame = (width: number, height: number, factors: number[], bits = 8): Bytes => [
    ...[bits, ...be16(height), ...be16(width), factors.length],
    ...factors.flatMap((factor, at) => [at + 1, factor, 0]),
  ];
  const SCAN = [0xff, 0xda, 0, 2];
  const small = segment(0xc0, frame(40, 30, [0x22, 0x11, 0x11]));
  const plain = {
    ...{ type: "image/jpeg", width: 40, height: 30, components: 3, progressive: false },
    ...{ orientation: 1, adobe: false, icc: null, hasAlpha: false },
    coefficientBytes: 3 * 2 * 6 * 128,
  };

  test("is its frame: size, coding, components, and what all coefficients take", () => {
    expect(outcome(SOI, small, SCAN)).toEqual(plain);
    const grey = segment(0xc2, frame(40, 30, [0x11]));
    expect(outcome(SOI, grey, SCAN)).toEqual({
      ...{ ...plain, components: 1, progressive: true, coefficientBytes: 5 * 4 * 128 },
    });
    const four = segment(0xc1, frame(17, 16, [0x41, 0x14, 0x11, 0x11]));
    expect(outcome(SOI, four, SCAN)).toMatchObject({
      ...{ width: 17, components: 4, coefficientBytes: 10 * 128, progressive: false },
    });
  });

  test("is read up to its scan, with fill bytes, whatever comes after; without a scan too", () => {
    expect(outcome(SOI, [0xff, 0xff], small, SCAN, [1, 2, 3])).toEqual(plain);
    expect(outcome(SOI, small, [0xff, 0xd9, 0, 0])).toEqual(plain);
    expect(outcome(SOI, small)).toEqual(plain);
    const late = segment(0xee, text("Adobe"));
    expect(outcome(SOI, small, late, SCAN)).toEqual({ ...plain, adobe: true });
    expect(outcome(SOI, small, SCAN, late)).toEqual(plain);
    expect(outcome(SOI, segment(0xee, text("Adobf")), small)).toEqual(plain);
    expect(outcome(SOI, segment(0xed, text("Adobe")), small)).toEqual(plain);
  });

  test("turns as its first EXIF says", () => {
    const turned = (orientation: number, prefix = "Exif") =>
      segment(0xe1, [...text(prefix), 0, 0, ...exif(orientation)]);
    expect(outcome(SOI, turned(6), turned(3), small)).toEqual({ ...plain, orientation: 6 });
    expect(outcome(SOI, turned(6, "Exig"), turned(3), small)).toEqual({ ...plain, orientation: 3 });
    expect(outcome(SOI, segment(0xe2, [...text("Exif"), 0, 0, ...exif(6)]), small)).toEqual(plain);
  });

  test("has the colour profile of all its parts, in their order; with one missing, none", () => {
    const part = (number: number, bytes: Bytes, marker = 0xe2) =>
      segment(marker, [...text("ICC_PROFILE"), 0, number, 2, ...bytes]);
    const profile = (...segments: Bytes[]) => {
      const found = read(SOI, ...segments, small);
      return found.ok && found.value.icc && [...found.value.icc.bytes];
    };
    expect(profile(part(2, [3]), part(1, [1, 2]))).toEqual([1, 2, 3]);
    expect(read(SOI, part(1, [1]), small)).toMatchObject({ value: { icc: { isDeflated: false } } });
    expect([profile(part(2, [3])), profile(part(1, [])), profile(part(1, [1], 0xe3))]).toEqual([
      ...[null, null, null],
    ]);
  });

  test.each([
    ["no frame", [SCAN]],
    ["two frames", [small, small]],
    ["a segment shorter than its length", [[0xff, 0xfe, 0, 1], small]],
    ["a segment longer than the file", [small, [0xff, 0xfe, 0, 9, 1]]],
    ["no marker where one must be", [small, [0xfe, 0xfe, 0, 2]]],
    ["two components", [segment(0xc0, frame(4, 4, [0x11, 0x11]))]],
    ["five components", [segment(0xc0, frame(4, 4, Array(5).fill(0x11)))]],
    ["a frame that is cut", [segment(0xc0, frame(4, 4, [0x11, 0x11, 0x11]).slice(0, -1))]],
    ["a frame that is empty", [segment(0xc0, [8])]],
    ["factors of 0", [segment(0xc0, frame(4, 4, [0x01]))]],
    ["factors of 0 below", [segment(0xc0, frame(4, 4, [0x10]))]],
    ["factors of 5", [segment(0xc0, frame(4, 4, [0x51]))]],
    ["factors of 5 below", [segment(0xc0, frame(4, 4, [0x15]))]],
    ["no width", [segment(0xc0, frame(0, 4, [0x11]))]],
    ["no height", [segment(0xc0, frame(4, 0, [0x11]))]],
  ] as [string, Bytes[]][])("with %s is unreadable", (_what, parts) => {
    expect(outcome(SOI, ...parts)).toBe(UNREADABLE);
  });

  test("of another coding or depth is of no supported type; tables are no frames", () => {
    for (const marker of [0xc3, 0xc5, 0xc9, 0xcb, 0xcd, 0xcf]) {
      expect([marker, outcome(SOI, segment(marker, frame(4, 4, [0x11])))]).toEqual([
        ...[marker, UNSUPPORTED],
      ]);
    }
    expect(outcome(SOI, segment(0xc0, frame(4, 4, [0x11], 12)))).toBe(UNSUPPORTED);
    for (const table of [0xbf, 0xc4, 0xc8, 0xcc, 0xd0]) {
      expect(outcome(SOI, segment(table, [8, 0, 1]), small)).toEqual(plain);
    }
  });

  test("is taken to the last pixel of its limit", () => {
    const sized = (marker: number, width: number, height: number, factors = [0x11]) =>
      outcome(SOI, segment(marker, frame(width, height, factors)));
    expect(LIMITS.jpegPixelsMax).toBe(20_000 * 15_000);
    expect(typeof sized(0xc0, 20_000, 15_000)).toBe("object");
    expect(sized(0xc0, 20_000, 15_001)).toBe(TOO_LARGE);
    // 72 000 000 bytes are 562 500 blocks: 750 by 750.
    expect(typeof sized(0xc2, 6_000, 6_000)).toBe("object");
    expect([sized(0xc2, 6_001, 6_000), typeof sized(0xc0, 6_001, 6_000)]).toEqual([
      ...[TOO_LARGE, "object"],
    ]);
  });

  test("is decoded to as many pixels as fit beside what is kept of it", () => {
    const max = (change: object) => decodedPixelsMax({ ...plain, ...change } as ImageHeader);
    const all = LIMITS.decodeBytesMax;
    expect(max({})).toBe(all / 6);
    expect(max({ components: 1 })).toBe(all / 2);
    expect(max({ components: 4 })).toBe(all / 11);
    expect(max({ progressive: true, coefficientBytes: 6_000 })).toBe((all - 6_000) / 6);
    expect(max({ type: "image/png" })).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("images 20, 33: PNG", () => {
  const MAGIC = [0x89, ...text("PNG\r\n"), 0x1a, 0x0a];
  const chunk = (tag: string, body: Bytes): Bytes => [
    ...[...be32(body.length), ...text(tag)],
    ...[...body, 0, 0, 0, 0],
  ];
  const ihdr = (width: number, height: number, depth = 8, colour = 2, rest = [0, 0, 0]) =>
    chunk("IHDR", [...be32(width), ...be32(height), depth, colour, ...rest]);
  const IDAT = chunk("IDAT", []);
  const plain = {
    ...{ type: "image/png", width: 40, height: 30, hasAlpha: false, orientation: 1, icc: null },
    ...{ depth: 8, colourType: 2, isInterlaced: false },
  };

  test("is its header and what comes before its pixels", () => {
    expect(outcome(MAGIC, ihdr(40, 30), IDAT)).toEqual(plain);
    expect(outcome(MAGIC, ihdr(40, 30, 8, 2, [0, 0, 1]), IDAT)).toEqual({
      ...{ ...plain, isInterlaced: true },
    });
    const full = [chunk("tRNS", [0]), chunk("gAMA", [1]), chunk("eXIf", exif(8))];
    expect(outcome(MAGIC, ihdr(40, 30), ...full, IDAT)).toEqual({
      ...{ ...plain, hasAlpha: true, orientation: 8 },
    });
    expect(outcome(MAGIC, ihdr(40, 30), IDAT, ...full)).toEqual(plain);
  });

  test("has the profile that is deflated after its name", () => {
    const icc = (body: Bytes) => {
      const found = read(MAGIC, ihdr(40, 30), chunk("iCCP", body), IDAT);
      return (
        found.ok && found.value.icc && [[...found.value.icc.bytes], found.value.icc.isDeflated]
      );
    };
    expect(icc([...text("a"), 0, 0, 7, 8])).toEqual([[7, 8], true]);
    expect([icc([...text("a"), 0, 1, 7, 8]), icc(text("abc")), icc([])]).toEqual([
      null,
      null,
      null,
    ]);
  });

  test("has one of the depths of its colour type, and alpha by its type", () => {
    const taken = [0, 1, 2, 3, 4, 5, 6, 7].map((colour) =>
      [1, 2, 3, 4, 8, 16, 32].filter((depth) => {
        const found = outcome(MAGIC, ihdr(4, 4, depth, colour), IDAT);
        if (typeof found === "object") expect(found.hasAlpha).toBe(colour === 4 || colour === 6);
        return typeof found === "object";
      }),
    );
    expect(taken).toEqual([
      ...[[1, 2, 4, 8, 16], [], [8, 16], [1, 2, 4, 8]],
      ...[[8, 16], [], [8, 16], []],
    ]);
  });

  test.each([
    ["no pixels", [ihdr(4, 4)]],
    ["a chunk that is cut", [ihdr(4, 4), chunk("tEXt", [1, 2]).slice(0, -1)]],
    ["another first chunk", [chunk("IHDX", ihdr(4, 4).slice(8, 21)), IDAT]],
    ["a header of another length", [chunk("IHDR", [...ihdr(4, 4).slice(8, 21), 0]), IDAT]],
    ["a header that says another length", [[...be32(14), ...ihdr(4, 4).slice(4)], IDAT]],
    ["a compression that there is not", [ihdr(4, 4, 8, 2, [1, 0, 0]), IDAT]],
    ["a filter that there is not", [ihdr(4, 4, 8, 2, [0, 1, 0]), IDAT]],
    ["an interlacing that there is not", [ihdr(4, 4, 8, 2, [0, 0, 2]), IDAT]],
    ["no width", [ihdr(0, 4), IDAT]],
    ["no height", [ihdr(4, 0), IDAT]],
  ] as [string, Bytes[]][])("with %s is unreadable", (_what, parts) => {
    expect(outcome(MAGIC, ...parts)).toBe(UNREADABLE);
  });

  test("is taken to the last row of its limit, filters included", () => {
    const bytes = (width: number, depth: number, colourType: number) =>
      pngRowBytes({ width, depth, colourType } as PngHeader);
    expect([0, 2, 3, 4, 6].map((colour) => bytes(10, 8, colour))).toEqual([10, 30, 10, 20, 40]);
    expect([bytes(9, 1, 0), bytes(8, 1, 0), bytes(1, 16, 6), bytes(3, 4, 3)]).toEqual([2, 1, 8, 2]);
    const grey = (width: number, height: number, interlaced = 0) =>
      outcome(MAGIC, ihdr(width, height, 8, 0, [0, 0, interlaced]), IDAT);
    expect(typeof grey(7_999, 8_000)).toBe("object");
    expect([grey(8_000, 8_000), grey(7_999, 8_001)]).toEqual([TOO_LARGE, TOO_LARGE]);
    expect(typeof grey(2_800, 3_000, 1)).toBe("object");
    expect([grey(2_800, 3_001, 1), typeof grey(2_800, 3_001)]).toEqual([TOO_LARGE, "object"]);
  });
});

describe("images 20, 33: WebP", () => {
  const riff = (...chunks: Bytes[]): Bytes => [
    ...[...text("RIFF"), ...le32(4), ...text("WEBP")],
    ...chunks.flat(),
  ];
  const chunk = (tag: string, body: Bytes): Bytes => [
    ...[...text(tag), ...le32(body.length), ...body],
    ...(body.length % 2 ? [0] : []),
  ];
  const lossy = (width: number, height: number) =>
    chunk("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, ...le16(width), ...le16(height)]);
  const lossless = (width: number, height: number, alpha = 0) =>
    chunk("VP8L", [0x2f, ...le32(((width - 1) | ((height - 1) << 14) | (alpha << 28)) >>> 0)]);
  const extended = (flags: number, width: number, height: number) =>
    chunk("VP8X", [flags, 0, 0, 0, ...le24(width - 1), ...le24(height - 1)]);
  const plain = {
    ...{ type: "image/webp", width: 400, height: 300, hasAlpha: false, orientation: 1 },
    ...{ lossless: false, icc: null },
  };

  test("is its frame, of either kind", () => {
    expect(outcome(riff(lossy(400, 300)))).toEqual(plain);
    // The two highest bits are a scale, which no one uses.
    expect(outcome(riff(lossy(400 | 0x4000, 300 | 0x8000)))).toEqual(plain);
    expect(outcome(riff(lossless(400, 300)))).toEqual({ ...plain, lossless: true });
    expect(outcome(riff(lossless(400, 300, 1)))).toEqual({
      ...{ ...plain, lossless: true, hasAlpha: true },
    });
    expect(outcome(riff(lossless(1, 16_384).concat()))).toMatchObject({ width: 1, height: 16_384 });
  });

  test("with an extended header agrees with it; alpha is either's", () => {
    expect(outcome(riff(extended(0, 400, 300), lossy(400, 300)))).toEqual(plain);
    expect(outcome(riff(extended(0x10, 400, 300), lossy(400, 300)))).toMatchObject({
      ...{ hasAlpha: true },
    });
    expect(outcome(riff(extended(0, 400, 300), lossless(400, 300, 1)))).toMatchObject({
      ...{ hasAlpha: true },
    });
    for (const [width, height] of [
      [401, 300],
      [400, 301],
    ] as const) {
      expect(outcome(riff(extended(0, width, height), lossy(400, 300)))).toBe(UNREADABLE);
    }
    expect(outcome(riff(extended(0, 0x10203, 0x1)))).toMatchObject({ width: 0x10203, height: 1 });
    expect(outcome(riff(extended(0, 1, 0x10203)))).toMatchObject({ width: 1, height: 0x10203 });
  });

  test("says how it is turned, with or without JPEG's prefix, and its profile", () => {
    const turned = (body: Bytes) => outcome(riff(lossy(400, 300), chunk("EXIF", body)));
    expect(turned(exif(6))).toEqual({ ...plain, orientation: 6 });
    expect(turned([...text("Exif"), 0, 0, ...exif(3)])).toEqual({ ...plain, orientation: 3 });
    const found = read(riff(chunk("ICCP", [7, 8, 9]), lossy(400, 300)));
    expect(found.ok && found.value.icc).toEqual({
      ...{ bytes: Uint8Array.of(7, 8, 9), isDeflated: false },
    });
  });

  test.each([
    ["no frame", riff()],
    ["another start of its frame", riff(chunk("VP8 ", [0, 0, 0, 0x9d, 1, 0x2b, 1, 0, 1, 0]))],
    ["a second wrong byte", riff(chunk("VP8 ", [0, 0, 0, 0x9d, 2, 0x2a, 1, 0, 1, 0]))],
    ["a first wrong byte", riff(chunk("VP8 ", [0, 0, 0, 0x9e, 1, 0x2a, 1, 0, 1, 0]))],
    ["a frame that is cut", riff(chunk("VP8 ", [0, 0, 0, 0x9d, 1, 0x2a, 1, 0, 1]))],
    ["another sign of losslessness", riff(chunk("VP8L", [0x2e, 1, 1, 1, 1]))],
    ["a lossless frame that is cut", riff(chunk("VP8L", [0x2f, 1, 1, 1]))],
    ["an extended header that is cut", riff(chunk("VP8X", Array(9).fill(0)))],
    ["no width", riff(lossy(0, 3))],
    ["no height", riff(lossy(3, 0))],
  ])("with %s is unreadable", (_what, bytes) => expect(outcome(bytes)).toBe(UNREADABLE));

  test("is looked through for 64 chunks, odd ones padded; an animation is of no supported type", () => {
    const fill = (count: number) => Array.from({ length: count }, () => chunk("junk", [1]));
    expect(outcome(riff(...fill(63), lossy(400, 300)))).toEqual(plain);
    expect(outcome(riff(...fill(64), lossy(400, 300)))).toBe(UNREADABLE);
    expect(outcome(riff(extended(2, 400, 300), lossy(400, 300)))).toBe(UNSUPPORTED);
  });

  test("is taken to the last pixel of its limit, which is lower for alpha and for no loss", () => {
    expect(typeof outcome(riff(lossy(2_800, 3_000)))).toBe("object");
    expect(outcome(riff(lossy(2_800, 3_001)))).toBe(TOO_LARGE);
    expect(typeof outcome(riff(lossless(2_000, 3_000)))).toBe("object");
    expect(outcome(riff(lossless(2_000, 3_001)))).toBe(TOO_LARGE);
    expect(outcome(riff(extended(0x10, 2_000, 3_001), lossy(2_000, 3_001)))).toBe(TOO_LARGE);
  });
});

describe("images 20, 33: GIF", () => {
  const head = (width: number, height: number, flags = 0): Bytes => [
    ...[...text("GIF89a"), ...le16(width), ...le16(height), flags, 0, 0],
  ];
  const table = (size: number, first = 0): Bytes =>
    Array.from({ length: 3 * size }, (_, at) => (first + at) & 255);
  const frame = (x: number, y: number, width: number, height: number, flags = 0): Bytes => [
    ...[0x2c, ...le16(x), ...le16(y), ...le16(width), ...le16(height), flags],
  ];
  const control = (flags: number, index: number): Bytes => [0x21, 0xf9, 4, flags, 0, 0, index, 0];
  const shared = [...head(4, 3, 0x80), ...table(2)];
  const plain = {
    ...{ type: "image/gif", width: 4, height: 3, orientation: 1, hasAlpha: false, icc: null },
  };
  const END = [8, 0, 0x3b];

  test("is its screen; what no frame covers stays clear", () => {
    expect(outcome(shared, frame(0, 0, 4, 3), END)).toEqual(plain);
    expect(outcome(shared, frame(0, 0, 9, 9), END)).toEqual(plain);
    for (const [x, y, width, height] of [
      [1, 0, 4, 3],
      [0, 1, 4, 3],
      [0, 0, 3, 3],
      [0, 0, 4, 2],
    ] as const) {
      expect(outcome(shared, frame(x, y, width, height), END)).toEqual({
        ...plain,
        hasAlpha: true,
      });
    }
  });

  test("has a clear index when its last control says so", () => {
    const alpha = (...controls: Bytes[]) =>
      outcome(shared, ...controls, frame(0, 0, 4, 3), END) as ImageHeader;
    expect(alpha(control(1, 0)).hasAlpha).toBe(true);
    expect(alpha(control(0, 1)).hasAlpha).toBe(false);
    expect(alpha(control(1, 1), control(0, 1)).hasAlpha).toBe(false);
    expect(alpha([0x21, 0xfe, 4, 1, 0, 0, 1, 0]).hasAlpha).toBe(false);
    expect(alpha([0x21, 0xf9, 3, 1, 0, 0, 0]).hasAlpha).toBe(false);
  });

  test("its first frame is its place, its colours, and where its codes begin", () => {
    const found = (...parts: Bytes[]) => readGifFrame(Uint8Array.from(parts.flat()));
    const own = found(shared, frame(258, 3, 259, 260, 0xc1), table(4, 9), END);
    expect(own).toMatchObject({
      window: { x: 258, y: 3, width: 259, height: 260 },
      ...{ clear: -1, isInterlaced: true, dataAt: shared.length + 10 + 12 },
    });
    expect([...(own?.palette ?? [])]).toEqual(table(4, 9));
    const ours = found(
      shared,
      [0x21, 0xfe, 2, 1, 1, 1, 1, 0],
      control(1, 7),
      frame(0, 0, 1, 1),
      END,
    );
    expect(ours).toMatchObject({ clear: 7, isInterlaced: false, dataAt: shared.length + 26 });
    expect([...(ours?.palette ?? [])]).toEqual(table(2));
  });

  test.each([
    ["no colours", [head(4, 3), frame(0, 0, 4, 3), END]],
    ["no frame", [shared, [0x3b, 0, 0]]],
    ["a frame that is cut", [shared, frame(0, 0, 4, 3)]],
    ["a frame without a width", [shared, frame(0, 0, 0, 3), END]],
    ["a frame without a height", [shared, frame(0, 0, 4, 0), END]],
    ["a head alone", [head(4, 3)]],
    ["only extensions", [shared, control(1, 1)]],
    ["no width", [head(0, 3, 0x80), table(2), frame(0, 0, 4, 3), END]],
  ] as [string, Bytes[]][])("with %s is unreadable", (_what, parts) => {
    expect(outcome(...parts)).toBe(UNREADABLE);
  });

  test("is looked through for 10 000 blocks, and taken to the last pixel of its limit", () => {
    const empty = (count: number) => Array.from({ length: count }, () => [0x21, 0xfe, 0]).flat();
    expect(outcome(shared, empty(9_999), frame(0, 0, 4, 3), END)).toEqual(plain);
    expect(outcome(shared, empty(10_000), frame(0, 0, 4, 3), END)).toBe(UNREADABLE);
    const sized = (height: number) =>
      outcome(head(2_800, height, 0x80), table(2), frame(0, 0, 1, 1), END);
    expect([typeof sized(3_000), sized(3_001)]).toEqual(["object", TOO_LARGE]);
  });
});

describe("images 20, 33: AVIF", () => {
  const box = (name: string, ...body: Bytes[]): Bytes => [
    ...[...be32(8 + body.flat().length), ...text(name), ...body.flat()],
  ];
  const FTYP = box("ftyp", text("avif"), be32(0));
  const ispe = (width: number, height: number) => box("ispe", be32(0), be32(width), be32(height));
  const file = (...properties: Bytes[]) => [
    ...FTYP,
    ...box("meta", be32(0), box("hdlr", be32(0)), box("iprp", box("ipco", ...properties))),
  ];
  const plain = {
    ...{ type: "image/avif", width: 40, height: 30, orientation: 1, hasAlpha: false, icc: null },
  };

  test("is the size of its largest picture, wherever that is", () => {
    expect(outcome(file(ispe(40, 30)))).toEqual(plain);
    expect(outcome(file(ispe(8, 8), ispe(40, 30), ispe(30, 39)))).toEqual(plain);
    const sequence = [...file(ispe(40, 30))];
    sequence[11] = 0x73;
    expect(outcome(sequence)).toEqual(plain);
  });

  test("is turned before it is mirrored", () => {
    const turned = (...properties: Bytes[]) =>
      (outcome(file(ispe(40, 30), ...properties)) as ImageHeader).orientation;
    const rotations = [0, 1, 2, 3].map((angle) => box("irot", [angle | 0xfc]));
    expect(rotations.map((rotation) => turned(rotation))).toEqual([1, 8, 3, 6]);
    const mirror = (axis: number) => box("imir", [axis | 0xfe]);
    expect(rotations.map((rotation) => turned(rotation, mirror(0)))).toEqual([4, 7, 2, 5]);
    expect(rotations.map((rotation) => turned(rotation, mirror(1)))).toEqual([2, 5, 4, 7]);
  });

  test("has alpha when an auxiliary picture is called so", () => {
    const named = (urn: string) =>
      (outcome(file(ispe(40, 30), box("auxC", be32(0), text(urn), [0]))) as ImageHeader).hasAlpha;
    expect(named("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")).toBe(true);
    expect([named("urn:depth"), named(`${"x".repeat(62)}alpha`)]).toEqual([false, false]);
    expect(
      outcome(file(ispe(40, 30), box("auxC", be32(0), text("alpha")), box("auxC", be32(0)))),
    ).toMatchObject({ hasAlpha: true });
  });

  test.each([
    ["no size", file()],
    ["a size that is cut", [...FTYP, ...box("ispe", be32(0), be32(40))]],
    ["no width", file(ispe(0, 3))],
    ["no height", file(ispe(3, 0))],
    ["a box smaller than its head", [...FTYP, ...be32(7), ...text("fre"), ...ispe(40, 30)]],
    [
      "a box larger than the one around it",
      [...FTYP, ...box("meta", be32(0), be32(21), ispe(40, 30).slice(4)), ...box("free")],
    ],
    ["a box larger than the file", [...FTYP, ...be32(90), ...text("free"), ...ispe(40, 30)]],
  ])("with %s is unreadable", (_what, bytes) => expect(outcome(bytes)).toBe(UNREADABLE));

  test("has a last box without a length, boxes in boxes six deep, and 2 000 of them", () => {
    const open = box("meta", be32(0), ispe(40, 30));
    open.splice(0, 4, 0, 0, 0, 0);
    expect(outcome([...FTYP, ...open])).toEqual(plain);
    const deep = (depth: number): Bytes =>
      depth === 0 ? ispe(40, 30) : box("ipco", deep(depth - 1));
    expect(outcome([...FTYP, ...deep(6)])).toEqual(plain);
    expect(outcome([...FTYP, ...deep(7)])).toBe(UNREADABLE);
    const many = (count: number) => Array.from({ length: count }, () => box("free")).flat();
    expect(outcome([...FTYP, ...many(1_998), ...ispe(40, 30)])).toEqual(plain);
    expect(outcome([...FTYP, ...many(1_999), ...ispe(40, 30)])).toBe(UNREADABLE);
  });

  test("is taken to the last pixel of its limit", () => {
    const max = LIMITS.avifPixelsMax;
    expect(typeof outcome(file(ispe(max, 1)))).toBe("object");
    expect(outcome(file(ispe(max + 1, 1)))).toBe(TOO_LARGE);
  });
});

describe("images 43: magic bytes", () => {
  test("all of them count", () => {
    for (const magic of [
      [0xff, 0xd8, 0xff],
      [0x89, ...text("PNG\r\n"), 0x1a, 0x0a],
      text("GIF8"),
      [...text("RIFF"), 0, 0, 0, 0, ...text("WEBP")],
      [0, 0, 0, 0, ...text("ftypavif")],
    ]) {
      expect(outcome(magic)).toBe(UNREADABLE);
      for (const [at, byte] of magic.entries()) {
        if (byte === 0) continue;
        const other = [...magic];
        other[at] = byte ^ 0x80;
        expect([at, outcome(other)]).toEqual([at, UNSUPPORTED]);
      }
    }
  });

  test("a HEIC is known by its brand", () => {
    const is = (brand: string, box = "ftyp") =>
      isHeic(Uint8Array.from([0, 0, 0, 24, ...text(box + brand), 0, 0]));
    const known = ["heic", "heix", "heim", "hevc", "hevx", "mif1", "msf1"];
    expect(known.map((brand) => is(brand))).toEqual(known.map(() => true));
    expect(["heia", "hevm", "mif2", "avif", "xhei"].map((brand) => is(brand))).toEqual(
      Array(5).fill(false),
    );
    expect(is("heic", "free")).toBe(false);
  });
});
