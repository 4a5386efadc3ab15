/** What a browser answered for a passkey, as a form brings it. */
import { newDevicePasskey } from "@edgemart/testkit/authenticator";
import { describe, expect, test } from "vitest";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { postedPasskey, postedProof } from "./posted-passkey.ts";

const challengeId = "A".repeat(22);
const formOf = (fields: Record<string, string>): PostedForm => ({
  lang: "en",
  text: (name) => fields[name] ?? "",
  all: () => [],
  file: null,
});

describe("identity 38, 39: a posted answer", () => {
  test("is read by the contract: a new passkey, and a use of it", () => {
    const device = newDevicePasskey("mem_1");
    const made = JSON.stringify(device.created("challenge"));
    expect(postedPasskey(formOf({ challengeId, response: made }))?.response.id).toBe(device.id);
    const used = JSON.stringify(device.used("challenge"));
    expect(postedProof(formOf({ challengeId, response: used }))?.response.id).toBe(device.id);
    expect(postedProof(formOf({ challengeId, response: made }))).toBeNull();
  });

  test.each(["", "no JSON", "null", "[]", '{"id":"x"}'])("%s is nothing", (response) => {
    expect(postedPasskey(formOf({ challengeId, response }))).toBeNull();
    expect(postedProof(formOf({ challengeId, response }))).toBeNull();
  });
});
