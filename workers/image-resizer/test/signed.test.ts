import { createHmac, randomBytes } from "node:crypto";
import { picturePath } from "@edgemart/contracts/images";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningWorker, startWorker } from "./worker.ts";

const KEYS = [randomBytes(32), randomBytes(40)] as const;
let worker: RunningWorker;
let id: string;
beforeAll(async () => {
  const keys = KEYS.map((key) => key.toString("base64url")).join(",");
  worker = await startWorker({ vars: { IMAGE_SIGNING_KEYS: keys }, missLimit: 12 });
  const swatch = { create: { width: 50, height: 40, channels: 3, background: "#336699" } } as const;
  id = await worker.store(await sharp(swatch).png().toBuffer());
});
afterAll(() => worker.stop());

/** As a shop signs: source, canonical parameters, end. */
const sign = (canonical: string, exp = "", key: Buffer = KEYS[0], source = id) =>
  createHmac("sha256", key).update(`${source}\n${canonical}\n${exp}`).digest("base64url");
const statusOf = async (path: string) => (await worker.fetch(path)).status;
const inSeconds = (seconds: number) => String(Math.floor(Date.now() / 1000) + seconds);

describe("images 13: signed addresses", () => {
  test("either key opens either form; without a signature, or with another, nothing is made", async () => {
    for (const key of KEYS) {
      const s = sign("w=20", "", key);
      expect(await statusOf(`/i/w=20,s=${s}/${id}`)).toBe(200);
      expect(await statusOf(`/?url=${id}&w=20&s=${s}`)).toBe(200);
    }
    const s = sign("w=20");
    const flipped = `${s[0] === "A" ? "B" : "A"}${s.slice(1)}`;
    for (const path of [
      picturePath(id, { w: 20 }),
      `/i/w=20,s=${flipped}/${id}`,
      `/i/w=20,s=/${id}`,
      `/i/w=20,s=${s.slice(1)}/${id}`,
      `/i/w=20,s=${sign("w=20", "", randomBytes(32))}/${id}`,
      // Signed for something else: another size, format, source, or an end that was taken off.
      `/i/w=21,s=${s}/${id}`,
      `/i/w=20,f=png,s=${s}/${id}`,
      `/i/w=20,s=${sign("w=20", "", KEYS[0], "0".repeat(64))}/${id}`,
      `/i/w=20,s=${sign("w=20", inSeconds(60))}/${id}`,
      `/info/${id}`,
    ]) {
      const response = await worker.fetch(path);
      expect([path, response.status]).toEqual([path, 403]);
      expect(response.headers.get("cache-control")).toBe("no-store");
      expect(await response.json()).toMatchObject({ code: "image_signature_invalid" });
    }
    expect(await statusOf(`/info/${id}?s=${sign("full")}`)).toBe(200);
  });

  test("an address with an end is void after it, also where it was read and answered before", async () => {
    const exp = inSeconds(2);
    const path = `/i/w=22,exp=${exp},s=${sign("w=22", exp)}/${id}`;
    const live = await worker.fetch(path);
    expect(live.status).toBe(200);
    const [, seconds] =
      /^public, max-age=(\d+)$/.exec(live.headers.get("cache-control") ?? "") ?? [];
    expect(Number(seconds)).toBeLessThanOrEqual(2);
    expect((await worker.fetch(path)).headers.get("x-cache")).toBe("L0");
    await expect.poll(() => statusOf(path), { timeout: 5_000, interval: 300 }).toBe(403);
    for (const wrong of [inSeconds(-1), "x", "1e9"]) {
      expect(await statusOf(`/i/w=22,exp=${wrong},s=${sign("w=22", wrong)}/${id}`)).toBe(403);
    }
  });

  test("a signed address is kept for a year", async () => {
    const response = await worker.fetch(`/i/w=23,s=${sign("w=23")}/${id}`);
    expect(response.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  });
});

describe("images 42: the limit of misses", () => {
  test("one client makes so many and no more; what is there is still given, and others are served", async () => {
    const askAs = (address: string, w: number) =>
      worker.fetch(`/i/w=${w},s=${sign(`w=${w}`)}/${id}`, {
        headers: { "cf-connecting-ip": address },
      });
    const statuses: number[] = [];
    for (let w = 100; w < 120; w++) statuses.push((await askAs(`2001:db8:1:2::${w}`, w)).status);
    expect(statuses.filter((status) => status === 200).length).toBe(12);
    const refused = await askAs("2001:db8:1:2::1", 119);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    expect((await askAs("2001:db8:1:2::1", 100)).headers.get("x-cache")).toBe("L0");
    expect((await askAs("2001:db8:9:9::1", 119)).status).toBe(200);
  });
});
