import { ERRORS, type ErrorCode, Problem } from "@edgemart/contracts/error";
import {
  IMAGE_BYTES_MAX,
  ImageInfo,
  originalKey,
  picturePath,
  StoredMedia,
} from "@edgemart/contracts/images";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Minter, makeMinter } from "../../gateway/test/tokens.ts";
import { describeImage } from "../src/deps/node.ts";
import { scene } from "./pictures.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

let worker: RunningWorker;
let minter: Minter;
let admin: string;
let photo: Buffer;

beforeAll(async () => {
  minter = await makeMinter();
  admin = await minter.mint({ role: "admin" });
  worker = await startWorker({
    vars: { AUTH_JWKS: minter.jwks, PUBLIC_ORIGIN: "https://img.example" },
  });
  photo = await sharp(await scene(300, 200))
    .jpeg()
    .toBuffer();
});
afterAll(() => worker.stop());

function upload(body: BodyInit | null, token: string | null = admin): Promise<Response> {
  const headers = new Headers({ "content-type": "text/html" });
  if (token) headers.set("authorization", `Bearer ${token}`);
  const init = { method: "POST", body, headers, duplex: "half" };
  return worker.media("/api/media", init as RequestInit);
}
const purge = (id: string, token = admin) =>
  worker.media(`/api/media/${id}/derivatives`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${token}` },
  });
async function codeOf(response: Response): Promise<ErrorCode> {
  const { code } = Problem.parse(await response.json());
  expect(response.status).toBe(ERRORS[code as ErrorCode].status);
  return code as ErrorCode;
}
/** A body of unknown length, piece by piece. */
function streamOf(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes;
  return new ReadableStream({
    pull(controller) {
      const size = Math.min(left, 1024 * 1024);
      if (size === 0) return controller.close();
      left -= size;
      controller.enqueue(new Uint8Array(size));
    },
  });
}

describe("images 30: upload", () => {
  test("bytes are stored under their SHA-256 with their info: 201, Location, and the picture can be asked for", async () => {
    const described = await describeImage(photo);
    if (!described.ok) throw new Error("refused");
    const { id, width, height, type, thumbhash } = described.value;
    const answer = await upload(photo);
    expect(answer.status).toBe(201);
    const url = `https://img.example${picturePath(id, { f: "webp" })}`;
    expect(answer.headers.get("location")).toBe(url);
    expect(StoredMedia.parse(await answer.json())).toEqual({
      id,
      url,
      width,
      height,
      type,
      thumbhash,
    });
    const object = await (await worker.miniflare.getR2Bucket("ORIGINALS")).get(originalKey(id));
    expect(Buffer.from((await object?.arrayBuffer()) ?? [])).toEqual(photo);
    // The bytes decided, not the Content-Type that was sent.
    expect(object?.httpMetadata?.contentType).toBe("image/jpeg");
    expect(ImageInfo.parse(JSON.parse(object?.customMetadata?.info ?? ""))).toEqual(
      described.value,
    );
    const shown = await worker.fetch(new URL(url).pathname);
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/webp"]);
  });

  test("the same bytes twice, or ten times at once, are one object", async () => {
    const bytes = await sharp(photo).rotate(90).png().toBuffer();
    const answers = await Promise.all(Array.from({ length: 10 }, () => upload(bytes)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201).length).toBe(1);
    expect(new Set(statuses)).toEqual(new Set([200, 201]));
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect((await upload(bytes)).status).toBe(200);
  });

  test("20 MB are counted while they arrive, whatever length is stated", async () => {
    expect(await codeOf(await upload(streamOf(IMAGE_BYTES_MAX + 1)))).toBe("image_too_large");
    expect(await codeOf(await upload(streamOf(IMAGE_BYTES_MAX)))).toBe("image_type_unsupported");
  });

  test.each<[string, () => Promise<Buffer> | Buffer, ErrorCode]>([
    ["nothing", () => Buffer.alloc(0), "image_type_unsupported"],
    ["a page", () => Buffer.from("<!doctype html>"), "image_type_unsupported"],
    [
      "an SVG",
      () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      "image_type_unsupported",
    ],
    ["a cut picture", () => photo.subarray(0, 900), "image_unreadable"],
    [
      "a bomb",
      async () => {
        const png = await sharp(photo).resize(20).png().toBuffer();
        png.writeUInt32BE(60_000, 16);
        png.writeUInt32BE(60_000, 20);
        return png;
      },
      "image_too_large",
    ],
  ])("%s is refused and leaves nothing behind", async (_name, make, code) => {
    const bucket = await worker.miniflare.getR2Bucket("ORIGINALS");
    const before = (await bucket.list()).objects.length;
    expect(await codeOf(await upload(await make()))).toBe(code);
    expect((await bucket.list()).objects.length).toBe(before);
  });

  test("only an administrator's own token opens the entry", async () => {
    const member = await minter.mint({ role: "member" });
    const stranger = await (await makeMinter()).mint({ role: "admin" });
    expect(await codeOf(await upload(photo, null))).toBe("token_missing");
    expect(await codeOf(await upload(photo, member))).toBe("forbidden");
    expect(await codeOf(await upload(photo, stranger))).toBe("token_invalid");
    expect(await codeOf(await purge("0".repeat(64), member))).toBe("forbidden");
    const wrong = await worker.media("/api/media", {
      headers: { authorization: `Bearer ${admin}` },
    });
    expect([await codeOf(wrong), wrong.headers.get("allow")]).toEqual([
      "method_not_allowed",
      "POST",
    ]);
  });

  test.each([
    [{ role: "member", status: "active" }, "forbidden"],
    [{ role: "admin", status: "disabled" }, "token_invalid"],
    [null, "token_invalid"],
    ["away", "temporarily_unavailable"],
  ] as const)("architecture 21: what member says now decides: %j", async (standing, code) => {
    const bytes = await sharp(photo).resize(31).png().toBuffer();
    const bucket = await worker.miniflare.getR2Bucket("ORIGINALS");
    const before = (await bucket.list()).objects.length;
    const asked = await worker.standing(standing);
    try {
      expect(await codeOf(await upload(bytes))).toBe(code);
      expect(await codeOf(await purge("2".repeat(64)))).toBe(code);
    } finally {
      // One question for each.
      expect(await worker.standing({ role: "admin", status: "active" })).toBe(asked + 2);
    }
    expect((await bucket.list()).objects.length).toBe(before);
    expect((await upload(bytes)).status).toBeLessThan(300);
    expect(await worker.standing()).toBe(asked + 3);
  });

  test("architecture 21: a right that is lost while the upload is under way is lost for it", async () => {
    const bytes = await sharp(photo).resize(32).png().toBuffer();
    let rest = (): void => undefined;
    const halfway = new Promise<void>((resolve) => {
      rest = resolve;
    });
    const body = new ReadableStream<Uint8Array>({
      async start(controller) {
        controller.enqueue(bytes.subarray(0, 100));
        await halfway;
        controller.enqueue(bytes.subarray(100));
        controller.close();
      },
    });
    const answer = upload(body);
    await worker.standing({ role: "member", status: "active" });
    rest();
    try {
      expect(await codeOf(await answer)).toBe("forbidden");
    } finally {
      await worker.standing({ role: "admin", status: "active" });
    }
  });

  test("the public door has no write route", async () => {
    for (const [method, path] of [
      ["POST", "/api/media"],
      ["DELETE", `/api/media/${"0".repeat(64)}/derivatives`],
    ] as const) {
      const answer = await worker.fetch(path, {
        method,
        headers: { authorization: `Bearer ${admin}` },
      });
      expect(await codeOf(answer)).toBe("not_found");
    }
  });
});

describe("images 31: purge by source", () => {
  test("every finished picture of a source goes from all caches, and is made anew", async () => {
    const bytes = await sharp(photo).flip().jpeg().toBuffer();
    const { id } = StoredMedia.parse(await (await upload(bytes)).json());
    const other = StoredMedia.parse(await (await upload(photo)).json()).id;
    const paths = [11, 12, 13].map((w) => picturePath(id, { w }));
    const bucket = await worker.miniflare.getR2Bucket("DERIVATIVES");
    const kept = async (of: string) => (await bucket.list({ prefix: `d/${of}/` })).objects.length;
    for (const path of [...paths, picturePath(other, { w: 11 })]) {
      expect((await worker.fetch(path)).status).toBe(200);
    }
    await expect.poll(() => kept(id)).toBe(3);
    await expect.poll(async () => (await kept(other)) > 0).toBe(true);
    const answer = await purge(id);
    expect([answer.status, await answer.json()]).toEqual([200, { deleted: 3 }]);
    expect(await kept(id)).toBe(0);
    expect(await kept(other)).toBeGreaterThan(0);
    for (const path of paths) {
      expect((await worker.fetch(path)).headers.get("x-cache")).toBe("MISS");
    }
    expect((await worker.fetch(picturePath(other, { w: 11 }))).headers.get("x-cache")).toBe("L0");
  });

  test("what has nothing left is purged again without a word, and no id is 404", async () => {
    expect(await (await purge("1".repeat(64))).json()).toEqual({ deleted: 0 });
    expect(await codeOf(await purge("nothing"))).toBe("not_found");
  });
});
