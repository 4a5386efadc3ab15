import { describe, expect, test } from "vitest";
import { pictureSource } from "./picture-source.ts";
import { placeholderUrl } from "./placeholder.ts";

const picture = { id: "a".repeat(64), width: 1600, height: 1600 };

describe("storefront 36: the one picture loader", () => {
  test("offers widths up to the widest, each cropped to the frame", () => {
    const { srcSet } = pictureSource(picture, "https://img.example", 4 / 5, 640);
    expect(srcSet.split(", ").map((entry) => entry.split(" ")[1])).toEqual([
      "160w",
      "320w",
      "480w",
      "640w",
    ]);
    expect(srcSet).toContain(`https://img.example/i/w=320,h=400,fit=cover/${picture.id} 320w`);
  });
  test("never asks for more pixels than the crop has", () => {
    const { srcSet } = pictureSource({ ...picture, width: 700 }, "", 1, 1600);
    expect(srcSet).not.toContain("w=960");
    expect(pictureSource({ ...picture, width: 90, height: 90 }, "", 1, 640).srcSet).toMatch(
      /^\/i\/w=90,h=90/,
    );
  });
  test("no side passes the CDN's limit", () => {
    const { srcSet } = pictureSource({ ...picture, width: 9000, height: 9000 }, "", 1 / 2, 1600);
    for (const side of srcSet.matchAll(/h=(\d+)/g))
      expect(Number(side[1])).toBeLessThanOrEqual(2048);
  });
  test("width and height keep the frame's ratio", () => {
    const { width, height } = pictureSource(picture, "", 4 / 5, 960);
    expect(height / width).toBeCloseTo(5 / 4, 2);
  });
});

describe("storefront 36: the placeholder", () => {
  test("is a BMP of a few bytes", () => {
    const url = placeholderUrl("1QcSHQRnh493V4dIh4eXh1h4kJUI") ?? "";
    expect(url).toMatch(/^data:image\/bmp;base64,Qk1m/);
    expect(url.length).toBeLessThan(180);
  });
  test.each(["", "!!", "AAAA", "é"])("is nothing for an unreadable hash: %j", (hash) => {
    expect(placeholderUrl(hash)).toBeNull();
  });
});
