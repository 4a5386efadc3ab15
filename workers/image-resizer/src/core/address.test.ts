import { picturePath } from "@edgemart/contracts/images";
import { describe, expect, test } from "vitest";
import {
  fileName,
  infoTarget,
  pictureTarget,
  readPath,
  readQuery,
  type Target,
} from "./address.ts";

const ID = "ab".repeat(32);
const RULES = { hosts: ["images.example.com"], sizes: [] };

function fromPath(path: string, accept?: string): Target {
  const asked = readPath(path, RULES);
  if (!asked.ok) throw new Error(asked.error.code);
  return pictureTarget(asked.value, ID, accept, "asked");
}
function fromQuery(query: string, accept?: string): Target {
  const asked = readQuery(new URL(`https://cdn.example.com/?${query}`), RULES);
  if (!asked.ok) throw new Error(asked.error.code);
  return pictureTarget(asked.value, ID, accept, "asked");
}
function refusal(query: string): string | null {
  const asked = readQuery(new URL(`https://cdn.example.com/?${query}`), RULES);
  return asked.ok ? null : asked.error.code;
}

describe("images 1, 10, 11, 23: addresses", () => {
  test("the path form and the query form have one key", () => {
    const path = fromPath(`/i/w=120,h=120,fit=cover/${ID}`);
    expect(fromQuery(`url=${ID}&h=120&w=120`)).toEqual(path);
    expect(path.key).toBe(`d/${ID}/h=120,w=120`);
  });

  test("an escaped comma and an escaped equals sign mean the same", () => {
    expect(fromPath(`/i/w%3D120%2Ch%3D120/${ID}`)).toEqual(fromPath(`/i/w=120,h=120/${ID}`));
  });

  test("every path the contract builds is read", () => {
    for (const size of [{}, { w: 1 }, { w: 2, h: 3, fit: "fill", f: "png", q: 5 }] as const) {
      expect(readPath(picturePath(ID, size), RULES).ok).toBe(true);
    }
  });

  test.each([
    `/i/w=1/${"AB".repeat(32)}`,
    "/i/w=1/short",
    `/i/${ID}`,
    `/i/w=1/${ID}/more`,
    `/i/%E0%A4%A/${ID}`,
  ])("%s is no picture", (path) => {
    expect(readPath(path, RULES)).toMatchObject({ ok: false, error: { code: "image_not_found" } });
  });

  test("an own picture is immutable and its v splits nothing", () => {
    const plain = fromQuery(`url=${ID}&w=9`);
    expect(plain.immutable).toBe(true);
    expect(fromQuery(`url=${ID}&w=9&v=7`)).toEqual(plain);
  });

  test("a foreign picture is immutable with v only, and v is part of its key", () => {
    const url = "url=https%3A%2F%2Fimages.example.com%2Fa.jpg";
    const [none, one, two] = [url, `${url}&v=1`, `${url}&v=2`].map((query) => fromQuery(query));
    expect([none?.immutable, one?.immutable]).toEqual([false, true]);
    expect(new Set([none?.key, one?.key, two?.key]).size).toBe(3);
  });

  test("a fragment does not split a foreign source", () => {
    const url = "url=https%3A%2F%2Fimages.example.com%2Fa.jpg";
    const [plain, marked] = [fromQuery(url), fromQuery(`${url}%23top`)];
    expect(marked.source).toEqual(plain.source);
  });

  test("a missing, repeated or forbidden source is refused", () => {
    expect(refusal("w=9")).toBe("invalid_query");
    expect(refusal(`url=${ID}&url=${ID}`)).toBe("invalid_query");
    expect(refusal("url=https%3A%2F%2Fevil.example.com%2Fa.jpg")).toBe("image_source_forbidden");
  });

  test("f=auto shares the entry of f=webp with clients that take WebP, and no other", () => {
    const path = `/i/w=9,f=auto/${ID}`;
    const chrome = fromPath(path, "image/avif,image/webp,*/*;q=0.8");
    expect(chrome.key).toBe(fromPath(`/i/w=9,f=webp/${ID}`).key);
    expect(chrome.negotiated).toBe(true);
    for (const accept of [undefined, "*/*", "image/*", "image/webp;q=0", "image/png"]) {
      expect(fromPath(path, accept).key).toBe(`d/${ID}/f=auto,w=9`);
    }
  });

  test("Accept changes nothing for a named format", () => {
    expect(fromPath(`/i/w=9/${ID}`, "image/png")).toEqual(fromPath(`/i/w=9/${ID}`, "image/webp"));
  });

  test("info has a key of its own beside the pictures", () => {
    const asked = readPath(`/i//${ID}`, RULES);
    if (!asked.ok) throw new Error("refused");
    expect(infoTarget(asked.value, ID).key).toBe(`d/${ID}/info`);
  });

  test("a file name holds letters, digits and hyphens, whatever the source is called", () => {
    const name = (path: string) => {
      const target = fromQuery(`url=${encodeURIComponent(`https://images.example.com${path}`)}`);
      return fileName(target.stem, "image/webp");
    };
    expect(name("/x/Red%20Shoe.JPG")).toBe("Red-Shoe.webp");
    expect(name("/%22%3B%0d%0aSet-Cookie%3A a.png")).toBe("Set-Cookie-a.webp");
    expect(name("/%E0%A4%A.png")).toBe("image.webp");
    expect(name("/")).toBe("image.webp");
    expect(name(`/${"a".repeat(300)}.html`)).toBe(`${"a".repeat(60)}.webp`);
  });
});
