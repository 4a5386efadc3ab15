import { err, ok, type Result } from "@edgemart/contracts/result";
import { describe, expect, test } from "vitest";
import type { WebConfig } from "#env.ts";
import { readDraft } from "#session/draft.ts";
import { readFlash } from "#session/flash.ts";
import { done, refused, submission } from "./submission.ts";

const OWNER = "mem_01k9z3v5e8f0r9t2m4w6y8a1bc";
const AT = "__Host-Http-at";
// The parts of the configuration a form reads.
const config = {
  SHOP_ORIGIN: "https://shop.example",
  COOKIES_WITHOUT_PREFIX: false,
} as unknown as WebConfig;
const token = `e30.${btoa(JSON.stringify({ sub: OWNER })).replace(/=+$/, "")}.c2ln`;

/** Posts a name; `answer` is what the platform says. */
async function post(
  answer: Result<null>,
  fields: Record<string, string> = {},
  cookie = `${AT}=${token}`,
) {
  const body = new URLSearchParams({ lang: "en", owner: OWNER, name: "Mina", ...fields });
  const headers = { "sec-fetch-site": "same-origin", cookie };
  const request = new Request("https://shop.example/api/account/profile", {
    ...{ method: "POST", headers, body },
  });
  const asked: string[] = [];
  const response = await submission(
    request,
    config,
    (form) => ({ name: "profile", path: "/account", typed: { name: form.text("name") } }),
    async (posted, place) => {
      asked.push(posted.caller.memberId);
      return answer.ok ? done(posted, place, "saved") : refused(posted, place, answer.error);
    },
  );
  const set = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  const jar = set.join("; ");
  return {
    asked,
    location: `${response.status} ${response.headers.get("location")}`,
    flash: readFlash(jar, "__Host-Http-flash", "profile"),
    draft: readDraft(jar, "__Host-Http-draft", OWNER, "profile"),
  };
}

describe("storefront 31: a form of a signed-in member", () => {
  test.each(["temporarily_unavailable", "deadline_exceeded", "upstream_failed"] as const)(
    "that met an outage (%s) is kept longer than a message lives: its page may be away too",
    async (code) => {
      const { flash, draft } = await post(err(code));
      expect(flash).toMatchObject({ code, typed: { name: "Mina" } });
      expect(draft).toMatchObject({ owner: OWNER, typed: { name: "Mina" } });
      expect((await post(err("validation_failed"))).draft).toBeNull();
    },
  );

  test("that was done says so on the next page, and repeats nothing of what was typed", async () => {
    const { asked, location, flash, draft } = await post(ok(null));
    expect(asked).toEqual([OWNER]);
    expect(location).toBe("303 /en/account");
    expect(flash).toMatchObject({ code: "saved", typed: {}, fields: {} });
    expect(draft).toBeNull();
  });

  test("that was refused comes back with what was typed and each wrong field", async () => {
    const errors = [{ path: "name", code: "too_long", message: "…" }];
    const { location, flash } = await post(err("validation_failed", { errors }));
    expect(location).toBe("303 /en/account#notice");
    expect(flash).toMatchObject({ typed: { name: "Mina" }, fields: { name: "too_long" } });
  });

  test("keeps no half text: what is too long is left out and said to be", async () => {
    const { flash } = await post(err("precondition_failed"), { name: "가".repeat(501) });
    expect(flash).toMatchObject({ typed: {}, fields: { name: "not_kept" } });
  });

  test.each(["token_expired", "token_invalid", "session_revoked"] as const)(
    "whose session turns out to have ended (%s) becomes a draft of its own member",
    async (code) => {
      const { location, flash, draft } = await post(err(code));
      expect(location).toBe("303 /en/account");
      expect(flash).toBeNull();
      expect(draft?.typed).toEqual({ name: "Mina" });
    },
  );

  test("without a token asks nobody and becomes a draft", async () => {
    const { asked, draft } = await post(ok(null), {}, "x=1");
    expect(asked).toEqual([]);
    expect(draft?.typed).toEqual({ name: "Mina" });
  });

  test("attack 43: a tossed token is none", async () => {
    const { asked } = await post(ok(null), {}, `${AT}=${token}; ${AT}=${token}`);
    expect(asked).toEqual([]);
  });

  test("puts nothing that was typed into an address", async () => {
    for (const answer of [ok(null), err("validation_failed"), err("token_invalid")]) {
      expect((await post(answer)).location).not.toContain("Mina");
    }
  });
});

describe("a form too large to be read", () => {
  const post = (referer: string) => {
    const type = "multipart/form-data; boundary=x";
    const request = new Request("https://shop.example/api/admin/pictures", {
      ...{ method: "POST", body: new Uint8Array(21 * 1024 * 1024) },
      headers: { "sec-fetch-site": "same-origin", "content-type": type, referer },
    });
    const never = async () => Promise.reject(new Error("asked"));
    const place = () => ({ name: "media" as const, path: "/admin/products", typed: {} });
    return submission(request, config, place, never, { file: "picture" });
  };
  test("goes back to its page, which says what is too large", async () => {
    const response = await post("https://shop.example/en/admin/products/prd_1");
    expect(`${response.status} ${response.headers.get("location")}`).toBe(
      "303 /en/admin/products/prd_1#notice",
    );
    const [cookie = ""] = response.headers.getSetCookie();
    expect(readFlash(cookie.split(";")[0] ?? "", "__Host-Http-flash", "media")).toMatchObject({
      code: "body_too_large",
      fields: { picture: "body_too_large" },
    });
  });
  test.each(["", "https://shop.example/", "https://shop.example/en/admin/..%2f", "nonsense"])(
    "from a page that is none of its own (%j) is the problem it is",
    async (referer) => {
      expect((await post(referer)).status).toBe(413);
    },
  );
});
