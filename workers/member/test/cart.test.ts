/** `/api/members/me/cart` against a real PostgreSQL. */
import type { CartLine } from "@edgemart/contracts/cart-lines";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Office, openOffice } from "./office.ts";

let office: Office;
let id: string;
let token: string;
beforeAll(async () => {
  office = await openOffice();
}, 30_000);
afterAll(() => office?.close());
beforeEach(async () => {
  await office.empty();
  const { body } = await office.post({ email: "mina@example.com", name: "Mina" });
  id = body.id;
  token = await office.signer.sign(id, "member");
});

const PATH = "/api/members/me/cart";
const line = (sku: string, quantity = 1, priceSeenMinor: number | null = 26_000): CartLine => ({
  sku,
  quantity,
  priceSeenMinor,
});
const put = (items: unknown[], match: string | null, headers: Record<string, string> = {}) =>
  office.send("PUT", PATH, token, { items }, { ...headers, ...(match && { "if-match": match }) });
const read = () => office.send("GET", PATH, token);

describe("member API: cart", () => {
  test("a cart never written is empty, of version 1; a write replaces it whole and grows its version", async () => {
    const empty = await read();
    expect([empty.status, empty.body, empty.headers.get("etag")]).toEqual([
      200,
      { items: [], version: 1, updatedAt: null },
      '"1"',
    ]);
    const first = await put([line("MUG-WHITE", 2), line("JAR")], '"1"');
    expect([first.status, first.headers.get("etag")]).toEqual([200, '"2"']);
    const second = await put([line("JAR", 3, null)], '"2"');
    expect(second.body).toMatchObject({ items: [line("JAR", 3, null)], version: 3 });
    expect((await read()).body).toEqual(second.body);
  });

  test("a write needs the version it is based on; a lost update is 412 and changes nothing", async () => {
    expect((await put([line("A")], null)).status).toBe(428);
    expect((await put([line("A")], '"7"')).status).toBe(412);
    await put([line("A")], '"1"');
    expect((await put([line("B")], '"1"')).body.code).toBe("precondition_failed");
    expect((await read()).body.items).toEqual([line("A")]);
    expect((await put([line("B")], "*")).body.version).toBe(3);
  });

  test("of 12 that begin a cart together one succeeds, and of 12 that change it", async () => {
    for (const match of ['"1"', '"2"']) {
      const answers = await Promise.all(
        Array.from({ length: 12 }, (_, at) => put([line(`SKU-${at}`)], match)),
      );
      const done = answers.filter(({ status }) => status === 200);
      expect(done).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 412)).toHaveLength(11);
      expect((await read()).body).toEqual(done[0]?.body);
    }
  });

  test("one key changes it once; a repeat answers the cart as it is, another body is 422", async () => {
    const key = { "idempotency-key": "cart-1" };
    await put([line("A")], "*", key);
    const again = await put([line("A")], "*", key);
    expect([again.status, again.body.version]).toEqual([200, 2]);
    expect((await put([line("B")], "*", key)).body.code).toBe("idempotency_key_reused");
    expect((await read()).body.version).toBe(2);
  });

  test.each([
    ["41 lines", Array.from({ length: 41 }, (_, at) => line(`SKU-${at}`))],
    ["one SKU twice", [line("A"), line("A")]],
    ["a quantity of 0", [line("A", 0)]],
    ["a quantity of 100", [line("A", 100)]],
    ["half a thing", [line("A", 1.5)]],
    ["a SKU that would end a cookie", [line("A;B")]],
    ["a price below nothing", [line("A", 1, -1)]],
    ["an unknown field", [{ ...line("A"), memberId: "mem_x" }]],
  ])("%s is 422", async (_what, items) => {
    expect((await put(items, "*")).status).toBe(422);
    expect((await read()).body.version).toBe(1);
  });

  test("nobody reads or writes another's: the token alone says whose it is", async () => {
    await put([line("A")], "*");
    const stranger = await office.signer.sign(newId("member"), "member");
    expect((await office.send("GET", PATH, stranger)).body.items).toEqual([]);
    const write = await office.send("PUT", PATH, stranger, { items: [] }, { "if-match": "*" });
    expect([write.status, write.body.code]).toEqual([401, "token_invalid"]);
    expect((await office.send("GET", PATH, null)).status).toBe(401);
    expect((await office.send("PATCH", PATH, token, {})).status).toBe(405);
    expect((await read()).body.items).toEqual([line("A")]);
  });

  test("stands in the export and goes with its member", async () => {
    await put([line("A")], "*");
    const all = await office.send("GET", "/api/members/me/export", token);
    expect(all.body.cart).toEqual([line("A")]);
    await office.send("DELETE", `/api/members/${id}`, token, undefined, { "if-match": "*" });
    const rows = await office.database.query("select * from member.cart");
    expect(rows).toEqual([]);
  });

  test("the database itself refuses what is no list of at most 40", async () => {
    for (const items of ["{}", `[${Array.from({ length: 41 }, () => "1").join()}]`]) {
      const insert = "insert into member.cart (member_id, items, version) values ($1, $2, 2)";
      await expect(office.database.query(insert, [id, items])).rejects.toThrow(
        "cart_items_bounded",
      );
    }
  });
});
