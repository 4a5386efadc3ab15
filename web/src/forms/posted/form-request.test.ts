import { describe, expect, test } from "vitest";
import type { WebConfig } from "#env.ts";
import { type FormKind, readForm } from "./form-request.ts";

// The part of the configuration a form reads.
const config = { SHOP_ORIGIN: "https://shop.example" } as unknown as WebConfig;
const own = { "sec-fetch-site": "same-origin" };

function posted(body: BodyInit, headers: Record<string, string> = {}): Request {
  const init = { method: "POST", headers: { ...own, ...headers }, body };
  return new Request("https://shop.example/api/account/x", init);
}
async function read(request: Request, kind?: FormKind) {
  const answer = await readForm(request, config, kind);
  return "refused" in answer ? answer.refused.status : answer.form;
}
/** Encoded beforehand: Node cannot cancel a form that it encodes while it is read. */
async function encoded(form: FormData, headers: Record<string, string> = {}): Promise<Request> {
  const response = new Response(form);
  const type = response.headers.get("content-type") ?? "";
  return posted(await response.arrayBuffer(), { "content-type": type, ...headers });
}
function withFile(bytes: number): FormData {
  const form = new FormData();
  form.append("lang", "en");
  form.append("alt.ko", "잔");
  form.append("picture", new Blob([new Uint8Array(bytes)], { type: "image/png" }), "../../x.png");
  return form;
}

describe("a posted form", () => {
  test("gives its fields, every value of a repeated one, and the language of its page", async () => {
    const form = await read(posted(new URLSearchParams("lang=en&a=1&a=%EC%9E%94")));
    expect(form).toMatchObject({ lang: "en", file: null });
    if (typeof form === "number") return;
    expect([form.text("a"), form.all("a"), form.text("none")]).toEqual(["1", ["1", "잔"], ""]);
  });
  test("attack 52: is read up to its kind's limit, whatever it says of its length", async () => {
    const of = (chars: number) => posted(new URLSearchParams({ a: "x".repeat(chars) }));
    expect(await read(of(17_000))).toBe(413);
    expect(await read(of(17_000), { long: true })).toMatchObject({ lang: "ko" });
    expect(await read(of(270_000), { long: true })).toBe(413);
  });
  test("attack 53: is of the one type its page sends", async () => {
    const type = { "content-type": "text/plain" };
    expect(await read(posted("a=1", type))).toBe(403);
    expect(await read(posted("a=1", { ...type, "x-bff": "1" }))).toBe(415);
    expect(await read(await encoded(withFile(1)))).toBe(415);
    expect(await read(posted(new URLSearchParams("a=1")), { file: "picture" })).toBe(415);
  });
  test("auth 73: comes from the shop's own pages", async () => {
    const foreign = { "sec-fetch-site": "cross-site" };
    expect(await read(await encoded(withFile(1), foreign), { file: "picture" })).toBe(403);
  });
});

describe("a form with a file", () => {
  test("gives the bytes and what the browser calls them; the file's name is nowhere", async () => {
    const form = await read(await encoded(withFile(5)), { file: "picture" });
    expect(form).toMatchObject({ lang: "en", file: { type: "image/png" } });
    if (typeof form === "number") return;
    expect([form.text("alt.ko"), form.file?.content.length]).toEqual(["잔", 5]);
    expect(form.text("picture")).toBe("");
  });
  test("without a file has none, and a text in its place is not one", async () => {
    const form = new FormData();
    form.append("picture", "text");
    expect(await read(await encoded(form), { file: "picture" })).toMatchObject({ file: null });
  });
  test("attack 52: is 413 above 20 MB and the form around it", async () => {
    expect(await read(await encoded(withFile(21 * 1024 * 1024)), { file: "picture" })).toBe(413);
  });
  test("is 400 when it is not the multipart it says it is", async () => {
    const type = { "content-type": "multipart/form-data; boundary=x" };
    expect(await read(posted("nonsense", type), { file: "picture" })).toBe(400);
  });
});
