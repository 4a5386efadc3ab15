/** An administrator's picture, from the gateway's door to the shopper's screen. */
import { createHash, randomBytes } from "node:crypto";
import { StoredMedia } from "@edgemart/contracts/images";
import { api, newMember, signIn, system } from "@edgemart/testkit/system";
import sharp from "sharp";
import { describe, expect, test } from "vitest";

/** A picture that no one has stored before. */
const freshPicture = () =>
  sharp(randomBytes(40 * 30 * 3), { raw: { width: 40, height: 30, channels: 3 } })
    .jpeg()
    .toBuffer();

describe("media: images 30, 31 through the gateway", () => {
  test("an upload is stored once, shown by the CDN, and its finished pictures can be purged", async () => {
    const token = await signIn(system().admin);
    const bytes = await freshPicture();
    const upload = () => api("/api/media", { method: "POST", token, body: new Uint8Array(bytes) });
    const first = await upload();
    expect(first.status).toBe(201);
    const stored = StoredMedia.parse(await first.json());
    expect(stored).toMatchObject({
      id: createHash("sha256").update(bytes).digest("hex"),
      width: 40,
      height: 30,
      type: "image/jpeg",
    });
    expect(first.headers.get("location")).toBe(stored.url);
    expect((await upload()).status).toBe(200);

    expect(stored.url.startsWith(system().urls.cdn)).toBe(true);
    const shown = await fetch(stored.url);
    expect([shown.status, shown.headers.get("content-type")]).toEqual([200, "image/webp"]);
    const purge = () => api(`/api/media/${stored.id}/derivatives`, { method: "DELETE", token });
    await expect
      .poll(async () => ((await (await purge()).json()) as { deleted: number }).deleted)
      .toBe(1);
    const again = await fetch(stored.url);
    expect(again.headers.get("x-cache")).toBe("MISS");
  });

  test("is an administrator's alone", async () => {
    const { accessToken } = await newMember();
    const body = new Uint8Array(await freshPicture());
    const path = `/api/media/${"0".repeat(64)}/derivatives`;
    for (const [token, status] of [
      [undefined, 401],
      [accessToken, 403],
    ] as const) {
      expect((await api("/api/media", { method: "POST", token, body })).status).toBe(status);
      expect((await api(path, { method: "DELETE", token })).status).toBe(status);
    }
  });
});
