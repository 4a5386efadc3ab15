/** The trail of what was done to accounts, on a real PostgreSQL. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Office, openOffice } from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice();
}, 30_000);
afterAll(() => office?.close());
beforeEach(() => office.empty());

const PATH = "/api/members/security-events";
const list = (query = "", token: string | null = office.admin) => office.ask(PATH + query, token);

/** Makes a member and changes its role back and forth. */
async function changed(email: string, times = 1): Promise<string> {
  const { body } = await office.post({ email, name: email.slice(0, 1).toUpperCase() });
  for (let at = 0; at < times; at++) {
    const status = at % 2 === 0 ? "disabled" : "active";
    await office.send("PUT", `/api/members/${body.id}/status`, office.admin, { status });
  }
  return body.id;
}

describe("auth 80: the trail of accounts", () => {
  test("says what was done, by whom and to whom, and no address", async () => {
    const id = await changed("a@example.com");
    const { status, body } = await list();
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          id: expect.stringMatching(/^\d+$/),
          at: expect.stringMatching(/Z$/),
          event: "authz_change",
          change: "status disabled",
          actor: { id: office.adminId, name: "Office" },
          member: { id, name: "A" },
        },
      ],
      nextCursor: null,
    });
    expect(JSON.stringify(body)).not.toContain("example.com");
  });

  test("is read in pages, newest first, none twice and none left out", async () => {
    await changed("a@example.com", 5);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body } = await list(`?limit=2${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((item: { id: string }) => item.id));
      cursor = body.nextCursor;
    }
    expect(seen).toHaveLength(5);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => Number(b) - Number(a)));
  });

  test("of one member it tells what was done to it and by it, and nothing else", async () => {
    const a = await changed("a@example.com", 2);
    await changed("b@example.com");
    expect((await list(`?member=${a}`)).body.items).toHaveLength(2);
    expect((await list(`?member=${office.adminId}`)).body.items).toHaveLength(3);
    expect((await list(`?member=${newId("member")}`)).body.items).toEqual([]);
  });

  test("auth 63: is closed to members and guests", async () => {
    const member = await office.signer.sign(newId("member"), "member");
    expect((await list("", member)).body.code).toBe("forbidden");
    expect((await list("", null)).body.code).toBe("token_missing");
  });

  test.each(["?cursor=0", "?cursor=x", `?cursor=${"9".repeat(19)}`, "?member=mem_1", "?limit=101"])(
    "a wrong query is 400: %s",
    async (query) => {
      expect((await list(query)).body.code).toBe("invalid_query");
    },
  );

  test("nobody changes it", async () => {
    await changed("a@example.com");
    const answers = await Promise.all(
      ["POST", "PUT", "DELETE"].map((method) => office.send(method, PATH, office.admin)),
    );
    expect(answers.map(({ status }) => status)).toEqual([405, 405, 405]);
  });
});
