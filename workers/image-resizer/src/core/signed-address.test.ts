/** What an address is signed over, and what its target is: each part counts, and both forms are one address. */
import { describe, expect, test } from "vitest";
import {
  fileName,
  infoTarget,
  pictureTarget,
  type Request,
  readPath,
  readQuery,
  signedTarget,
  signedText,
  type Target,
} from "./address.ts";
import type { AvifPolicy } from "./negotiate.ts";

const ID = "ab".repeat(32);
const KEY = "cd".repeat(32);
const RULES = { hosts: ["images.example.com"], sizes: [] };
const FOREIGN = "url=https%3A%2F%2Fimages.example.com%2Fa.jpg";

function byPath(path: string): Request {
  const read = readPath(path, RULES);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}
function byQuery(query: string): Request {
  const read = readQuery(new URL(`https://cdn.example.com/?${query}`), RULES);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

describe("images 13: what is signed", () => {
  test("is source, parameters and end, one a line, the same for both forms", () => {
    const text = `${ID}\nh=60,w=120\n1900000000`;
    expect(signedText(byPath(`/i/w=120,h=60,s=x,exp=1900000000/${ID}`))).toBe(text);
    expect(signedText(byQuery(`url=${ID}&h=60&w=120&exp=1900000000&s=x`))).toBe(text);
    expect(signedText(byQuery(`${FOREIGN}&w=9&v=2`))).toBe(
      "https://images.example.com/a.jpg\nv=2,w=9\n",
    );
    expect(signedText({ ...byQuery(`url=${ID}`), proof: undefined })).toBe(`${ID}\nfull\n`);
  });

  test("is without a version where the address names its content, and in the format that is asked for", () => {
    expect(signedText(byQuery(`url=${ID}&w=9&v=7`))).toBe(`${ID}\nw=9\n`);
    expect(signedText(byQuery(`url=${ID}&w=9&f=auto`))).toBe(`${ID}\nf=auto,w=9\n`);
  });

  test("is proved by s and exp as they are written; without them by nothing", () => {
    expect(byPath(`/i/w=1,s=a=b=,exp=007/${ID}`).proof).toEqual({ s: "a=b=", exp: "007" });
    expect(byQuery(`url=${ID}&s=abc&exp=9`).proof).toEqual({ s: "abc", exp: "9" });
    expect(byPath(`/i/w=1/${ID}`).proof).toEqual({ s: null, exp: null });
    expect(byQuery(`url=${ID}`).proof).toEqual({ s: null, exp: null });
  });
});

describe("images 1, 10: reading an address", () => {
  test("a path is read from its first character to its last", () => {
    for (const path of [`/x/i/w=1/${ID}`, `/i/w=1/${ID}/`, `//i/w=1/${ID}`, `/i/w=1/${ID}\n`]) {
      expect([path, readPath(path, RULES)]).toMatchObject([
        path,
        { error: { code: "image_not_found" } },
      ]);
    }
  });

  test("a wrong parameter is refused by name in both forms, before the source is looked at", () => {
    const refusal = { ok: false, error: { code: "invalid_query", errors: [{ path: "w" }] } };
    expect(readPath(`/i/w=0/${ID}`, RULES)).toMatchObject(refusal);
    const url = (query: string) => new URL(`https://cdn.example.com/?${query}`);
    expect(readQuery(url(`url=${ID}&w=0`), RULES)).toMatchObject(refusal);
    expect(readQuery(url("w=0"), RULES)).toMatchObject(refusal);
    expect(readQuery(url("w=9"), RULES)).toMatchObject({
      error: { code: "invalid_query", errors: [{ path: "url", code: "custom" }] },
    });
  });

  test("an address without parameters is the complete picture", () => {
    expect(byPath(`/i//${ID}`).params).toEqual(byQuery(`url=${ID}`).params);
  });
});

describe("images 11, 23, 24: the target", () => {
  const ACCEPT = "image/avif,image/webp";
  const target = (request: Request, accept = ACCEPT, avif: AvifPolicy = "auto") =>
    pictureTarget(request, KEY, accept, avif);
  const picture = (found: Target) => {
    if (found.kind !== "picture") throw new Error("no picture");
    return found;
  };

  test("of f=auto as AVIF has the same picture as WebP for the first viewers", () => {
    const asked = byPath(`/i/w=9,f=auto/${ID}`);
    const { meanwhile, ...avif } = picture(target(asked));
    expect([avif.format, avif.key]).toEqual(["avif", `d/${KEY}/f=avif,w=9`]);
    expect(meanwhile).toEqual({
      ...avif,
      ...{ format: "webp", key: `d/${KEY}/w=9`, meanwhile: null },
    });
  });

  test("has nothing for the meanwhile where AVIF was asked for, or nothing is AVIF", () => {
    const avif = picture(target(byPath(`/i/w=9,f=avif/${ID}`)));
    expect([avif.format, avif.meanwhile, avif.negotiated]).toEqual(["avif", null, false]);
    const webp = picture(target(byPath(`/i/w=9,f=auto/${ID}`), "image/webp"));
    expect([webp.format, webp.meanwhile, webp.negotiated]).toEqual(["webp", null, true]);
    const plain = picture(target(byPath(`/i/w=9/${ID}`)));
    expect([plain.format, plain.meanwhile, plain.negotiated]).toEqual(["webp", null, false]);
  });

  test("is named after the picture: 16 digits of an own one, the last part of a foreign one's address", () => {
    expect(target(byPath(`/i/w=9/${ID}`)).stem).toBe(ID.slice(0, 16));
    const stem = (path: string) =>
      target(byQuery(`url=${encodeURIComponent(`https://images.example.com${path}`)}`)).stem;
    expect(stem("/x/a.b.c.jpg")).toBe("a-b-c");
    expect(stem("/---a---b---.jpg")).toBe("a-b");
    expect(stem("/.jpg")).toBe("image");
  });

  test("that is signed is immutable and ends when it says, in milliseconds", () => {
    const found = target(byQuery(FOREIGN));
    expect([found.immutable, found.expiresAt]).toEqual([false, null]);
    expect(signedTarget(found, null)).toEqual({ ...found, immutable: true });
    const ending = { ...found, immutable: true, expiresAt: 1_900_000_000_000 };
    expect(signedTarget(found, "1900000000")).toEqual(ending);
  });

  test("of /info has one key for each version of a foreign picture, and one for an own one", () => {
    const info = (query: string) => infoTarget(byQuery(query), KEY);
    const own = {
      ...{ kind: "info", key: `d/${KEY}/info`, immutable: true, expiresAt: null },
      ...{ negotiated: false, stem: ID.slice(0, 16), source: { kind: "own", id: ID } },
    };
    expect([info(`url=${ID}`), info(`url=${ID}&v=7`)]).toEqual([own, own]);
    const facts = ({ key, immutable }: Target) => [key, immutable];
    expect(facts(info(FOREIGN))).toEqual([`d/${KEY}/info`, false]);
    expect(facts(info(`${FOREIGN}&v=2`))).toEqual([`d/${KEY}/info,v=2`, true]);
  });

  test("is sent under the extension of what it is", () => {
    const types = ["webp", "jpeg", "png", "gif", "avif"].map((type) => `image/${type}`);
    expect([...types, "application/json", "text/html"].map((type) => fileName("a", type))).toEqual([
      "a.webp",
      "a.jpg",
      "a.png",
      "a.gif",
      "a.avif",
      "a.json",
      "a.bin",
    ]);
  });
});
