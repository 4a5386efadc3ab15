/** Colour profiles built byte by byte: each form of a curve, and what is no profile of the matrix kind. */
import { describe, expect, test } from "vitest";
import { readProfile, toSrgb } from "./icc.ts";

const number = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(Math.round(value * 65_536));
  return bytes;
};
const short = (value: number) => Buffer.from([value >> 8, value & 255]);
const xyz = (values: number[], kind = "XYZ ") =>
  Buffer.concat([Buffer.from(`${kind}\0\0\0\0`), ...values.map(number)]);
/** A table of values, of which none is a straight line and one is a power in 1/256. */
const curv = (count: number, ...values: number[]) =>
  Buffer.concat([Buffer.from("curv\0\0\0\0\0\0"), short(count), ...values.map(short)]);
const para = (form: number, ...values: number[]) =>
  Buffer.concat([Buffer.from("para\0\0\0\0"), short(form), short(0), ...values.map(number)]);

/** Adobe RGB (1998): no curve makes it sRGB. */
const COLUMNS = [
  [0.60974, 0.31111, 0.01947],
  [0.20528, 0.62567, 0.06087],
  [0.14919, 0.06322, 0.74457],
];

function profile(
  curve: Buffer,
  { model = "RGB ", space = "XYZ ", column = "XYZ ", before = 0, count = 6 } = {},
): Buffer {
  const tags: [string, Buffer][] = [
    ...Array.from({ length: before }, (): [string, Buffer] => ["desc", Buffer.alloc(0)]),
    ...COLUMNS.map((values, at): [string, Buffer] => [`${"rgb"[at]}XYZ`, xyz(values, column)]),
    ...COLUMNS.map((_, at): [string, Buffer] => [`${"rgb"[at]}TRC`, curve]),
  ];
  const head = Buffer.alloc(132 + tags.length * 12);
  head.write(model + space, 16);
  head.writeUInt32BE(before + count, 128);
  let at = head.length;
  for (const [index, [name, body]] of tags.entries()) {
    head.write(name, 132 + index * 12);
    head.writeUInt32BE(at, 136 + index * 12);
    head.writeUInt32BE(body.length, 140 + index * 12);
    at += body.length;
  }
  return Buffer.concat([head, ...tags.map(([, body]) => body)]);
}
/** Light of three values of a channel: black, a dark one, a middle one, white. */
const lightOf = (curve: Buffer) => {
  const read = readProfile(profile(curve));
  return read && [0, 10, 128, 255].map((value) => read.curves[1]?.[value]);
};
const near = (curve: Buffer, wanted: (x: number) => number) => {
  const found = lightOf(curve) ?? [];
  const exact = [0, 10 / 255, 128 / 255, 1].map(wanted);
  expect(found).toHaveLength(4);
  for (const [at, value] of exact.entries()) expect(found[at]).toBeCloseTo(value, 4);
};

describe("images 21: a curve of a profile", () => {
  test("without values is a straight line, with one a power", () => {
    near(curv(0), (x) => x);
    near(curv(1, 512), (x) => x ** 2);
  });

  test("with more is a table, straight between its values", () => {
    near(curv(2, 0, 65_535), (x) => x);
    near(curv(3, 6_554, 13_107, 65_535), (x) => (x < 0.5 ? 0.1 + x * 0.2 : 0.2 + (x - 0.5) * 1.6));
  });

  // ICC.1:2022 §10.18, with parameters at which each part counts.
  test.each<[string, Buffer, (x: number) => number]>([
    ["a power", para(0, 2), (x) => x ** 2],
    ["0 below −b/a", para(1, 2, 2, -0.5), (x) => (x >= 0.25 ? (2 * x - 0.5) ** 2 : 0)],
    ["c below −b/a", para(2, 2, 2, -0.5, 0.1), (x) => (x >= 0.25 ? (2 * x - 0.5) ** 2 + 0.1 : 0.1)],
    ["c·x below d", para(3, 2, 0.5, 0.25, 3, 0.3), (x) => (x >= 0.3 ? (x / 2 + 0.25) ** 2 : 3 * x)],
    [
      "c·x + f below d",
      para(4, 2, 0.5, 0.25, 3, 0.3, 0.2, 0.1),
      (x) => (x >= 0.3 ? (x / 2 + 0.25) ** 2 + 0.2 : 3 * x + 0.1),
    ],
  ])("is of the form: %s", (_form, curve, wanted) => near(curve, wanted));

  test("begins at its edge", () => {
    near(para(3, 1, 1, 0, 0, 128 / 255 - 1 / 131_072), (x) => (x >= 0.5 ? x : 0));
  });

  test.each<[string, Buffer]>([
    ["of a form that there is not", para(5, 1, 1, 1, 1, 1, 1, 1, 1)],
    ["of another kind", Buffer.concat([Buffer.from("sf32"), Buffer.alloc(40)])],
    ["without its head", curv(0).subarray(0, 11)],
    ["a table that is cut", curv(3, 0, 1)],
    ["a power that is cut", curv(1)],
    ...[1, 3, 4, 5, 7].map((many, form): [string, Buffer] => [
      `form ${form} that is cut`,
      para(form, ...Array(many).fill(0.5)).subarray(0, -1),
    ]),
  ])("%s is none: the picture stays as it is", (_what, curve) => {
    expect(readProfile(profile(curve))).toBeNull();
  });

  test("what is no finite light is none", () => {
    expect(lightOf(para(0, -1))?.[0]).toBe(0);
  });
});

describe("images 21: a profile", () => {
  const curve = curv(1, 563);

  test.each([{ model: "CMYK" }, { model: "GRAY" }, { space: "Lab " }, { column: "sf32" }])(
    "of %j stays as it is",
    (other) => {
      expect(readProfile(profile(curve))).not.toBeNull();
      expect(readProfile(profile(curve, other))).toBeNull();
    },
  );

  test("has as many tags as it says, 200 at most", () => {
    expect(readProfile(profile(curve, { before: 194 }))).not.toBeNull();
    expect(readProfile(profile(curve, { before: 195 }))).toBeNull();
    expect(readProfile(profile(curve, { count: 5 }))).toBeNull();
  });

  test("turns each channel by its row of the matrix; alpha and grey stay", () => {
    const curves = [0, 1, 2].map(() =>
      Float64Array.from({ length: 256 }, (_, value) => {
        const x = value / 255;
        return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
      }),
    );
    const matrix = [0, 0, 1, 1, 0, 0, 0, 1, 0];
    const colours = [
      ...[10, 100, 200, 77],
      ...[255, 0, 0, 0],
      ...[0, 255, 0, 1],
      ...[0, 0, 255, 255],
    ];
    const raster = { width: 4, height: 1, channels: 4, hasAlpha: true } as const;
    const data = Uint8Array.from(colours);
    toSrgb({ ...raster, data }, { curves, matrix });
    const wanted = [
      [200, 10, 100, 77],
      [0, 255, 0, 0],
      [0, 0, 255, 1],
      [255, 0, 0, 255],
    ].flat();
    for (const [at, value] of wanted.entries()) {
      expect(Math.abs((data[at] as number) - value)).toBeLessThanOrEqual(1);
    }
    const grey = Uint8Array.from([1, 2, 3, 4]);
    toSrgb({ ...raster, channels: 1, hasAlpha: false, data: grey }, { curves, matrix });
    expect([...grey]).toEqual([1, 2, 3, 4]);
  });
});
