import { describe, expect, test } from "vitest";
import { checked } from "#forms/posted/checked.ts";
import { addressInput } from "./address-form-values.ts";

const KOREAN = {
  recipient: "김민아",
  phone: "010-1234-5678",
  country: "KR",
  postcode: "04766",
  line1: "서울특별시 성동구 가람길 12",
};
const read = (fields: Record<string, string>) =>
  addressInput({ lang: "ko", text: (name) => fields[name] ?? "", all: () => [], file: null });
const wrong = (fields: Record<string, string>) => {
  const answer = read(fields);
  return answer.ok ? [] : answer.error.errors?.map(({ path, code }) => `${path} ${code}`);
};

describe("an address as typed", () => {
  test("spaces around are taken away, an empty optional field is none, a tick makes it the default", () => {
    expect(read({ ...KOREAN, recipient: " 김민아 ", isDefault: "on" })).toEqual({
      ok: true,
      value: { ...KOREAN, line2: null, isDefault: true },
    });
  });
  test.each(["4766", "047661", "0476a", "０４７６６", ""])(
    "a Korean postcode has five digits: %j",
    (postcode) => {
      expect(wrong({ ...KOREAN, postcode })).toEqual([
        postcode ? "postcode invalid" : "postcode missing",
      ]);
    },
  );
  test("abroad a city is asked for and a postcode is not", () => {
    const abroad = { ...KOREAN, country: "IE", postcode: "" };
    expect(wrong(abroad)).toEqual(["city missing"]);
    expect(read({ ...abroad, city: "Dublin" })).toMatchObject({
      ok: true,
      value: { postcode: null, region: null, city: "Dublin" },
    });
  });
  test("every wrong field is named at once, an empty one as missing", () => {
    expect(wrong({ country: "KR", phone: "call me" })).toEqual([
      "recipient missing",
      "phone invalid",
      "postcode missing",
      "line1 missing",
    ]);
  });
  test("attack 56: control characters are refused", () => {
    expect(wrong({ ...KOREAN, recipient: "a\r\nb" })).toEqual(["recipient invalid"]);
  });
});

describe("a checked input", () => {
  test("names nothing that was not a field", () => {
    const never = { safeParse: () => ({ success: false, error: { issues: [{ path: [] }] } }) };
    expect(checked(never as never, {})).toMatchObject({
      error: { code: "validation_failed", errors: [{ path: "", code: "missing" }] },
    });
  });
});
