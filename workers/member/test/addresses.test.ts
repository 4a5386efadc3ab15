/** `/api/members/:id/addresses` against a real PostgreSQL. */
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

const SEOUL = {
  recipient: "김미나",
  phone: "010-1234-5678",
  country: "KR",
  postcode: "04799",
  line1: "서울특별시 성동구 아차산로 17",
};
const LONDON = {
  recipient: "Mina Kim",
  phone: "+44 20 7946 0000",
  country: "GB",
  postcode: "SW1A 1AA",
  line1: "10 Downing Street",
  city: "London",
};
const base = () => `/api/members/${id}/addresses`;
const add = (body: unknown, headers: Record<string, string> = {}) =>
  office.send("POST", base(), token, body, headers);
const list = async () => (await office.send("GET", base(), token)).body.items;

describe("member API: addresses", () => {
  test("Korean and international forms are kept; the first is the default; one alone is", async () => {
    const [seoul, london] = [await add(SEOUL), await add(LONDON)];
    expect([seoul.status, london.status, seoul.body.isDefault, london.body.isDefault]).toEqual([
      201,
      201,
      true,
      false,
    ]);
    expect(seoul.headers.get("location")).toBe(`${base()}/${seoul.body.id}`);
    await add({ ...LONDON, isDefault: true });
    expect((await list()).map((each: { isDefault: boolean }) => each.isDefault)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test.each([
    ["a Korean postcode of four digits", { ...SEOUL, postcode: "4799" }],
    ["a Korean address without postcode", { ...SEOUL, postcode: null }],
    ["a Korean address with a city", { ...SEOUL, city: "Seoul" }],
    ["a foreign address without city", { ...LONDON, city: undefined }],
    ["a country in lower case", { ...LONDON, country: "gb" }],
    ["auth attack 56: a line break", { ...LONDON, line1: "a\r\nb" }],
    ["auth attack 55: another member", { ...LONDON, memberId: "mem_x" }],
    ["an unknown country form", { ...LONDON, country: "GBR" }],
  ])("%s is 422", async (_what, body) => {
    expect((await add(body)).status).toBe(422);
    expect(await office.count("address")).toBe(0);
  });

  test("the database itself refuses a Korean address without its postcode", async () => {
    const values = [newId("address"), id];
    const insert = `insert into member.address (id, member_id, recipient, phone, country, line1)
                    values ($1, $2, 'a', 'b', 'KR', 'c')`;
    await expect(office.database.query(insert, values)).rejects.toThrow("address_korean_postcode");
  });

  test("writes need the version they are based on", async () => {
    const { body } = await add(SEOUL);
    const one = `${base()}/${body.id}`;
    expect((await office.send("PUT", one, token, LONDON)).status).toBe(428);
    const put = await office.send("PUT", one, token, LONDON, { "if-match": '"1"' });
    expect([put.status, put.body.city, put.body.isDefault, put.headers.get("etag")]).toEqual([
      200,
      "London",
      true,
      '"2"',
    ]);
    expect((await office.send("DELETE", one, token, undefined, { "if-match": '"1"' })).status).toBe(
      412,
    );
    expect((await office.send("DELETE", one, token, undefined, { "if-match": '"2"' })).status).toBe(
      204,
    );
    expect((await office.send("GET", one, token)).status).toBe(404);
    expect(await list()).toEqual([]);
  });

  test("when the default goes, the newest of the rest takes its place", async () => {
    const first = await add(SEOUL);
    await add(LONDON);
    const newest = await add(LONDON);
    await office.send("DELETE", `${base()}/${first.body.id}`, token, undefined, {
      "if-match": "*",
    });
    expect(
      (await list()).map((each: { id: string; isDefault: boolean }) => [
        each.id,
        each.isDefault,
      ])[0],
    ).toEqual([newest.body.id, true]);
  });

  test("25 parallel additions keep 20", async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => add(LONDON)));
    expect(answers.filter((each) => each.status === 201)).toHaveLength(20);
    expect(
      new Set(answers.filter((each) => each.status !== 201).map((each) => each.body.code)),
    ).toEqual(new Set(["addresses_full"]));
    expect(await office.count("address")).toBe(20);
  });

  test("auth attack 92: one key adds one address, however often; with another body it is 422", async () => {
    const headers = { "idempotency-key": "address-1" };
    const answers = await Promise.all(Array.from({ length: 10 }, () => add(SEOUL, headers)));
    expect(new Set(answers.map((each) => each.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((each) => each.body.id)).size).toBe(1);
    expect((await add(LONDON, headers)).body.code).toBe("idempotency_key_reused");
    expect(await office.count("address")).toBe(1);
  });

  test("auth attack 78: a foreign member's addresses are 404 on every verb; an administrator sees them", async () => {
    const { body } = await add(SEOUL);
    const other = await office.post({ email: "stranger@example.com", name: "Stranger" });
    const stranger = await office.signer.sign(other.body.id, "member");
    const one = `${base()}/${body.id}`;
    const match = { "if-match": "*" };
    const answers = await Promise.all([
      office.send("GET", base(), stranger),
      office.send("POST", base(), stranger, SEOUL),
      office.send("GET", one, stranger),
      office.send("PUT", one, stranger, LONDON, match),
      office.send("DELETE", one, stranger, undefined, match),
    ]);
    expect(answers.map((each) => each.status)).toEqual([404, 404, 404, 404, 404]);
    expect((await office.send("GET", one, office.admin)).body.version).toBe(1);
  });
});
