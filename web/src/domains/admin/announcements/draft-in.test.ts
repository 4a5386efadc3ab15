/** What the form of an announcement is read as. */
import { expect, test } from "vitest";
import { draftIn } from "./draft-in.ts";

const typed = {
  ...{ audience: "all", category: "service", memberIds: "", path: "" },
  ...{
    "title.ko": "휴무",
    "text.ko": "첫째\r\n\r\n둘째",
    "title.en": "Closed",
    "text.en": "First",
  },
};
const member = "mem_01k9z3v5e8f0r9t2m4w6y8a1bc";

test("notifications 41: the form is read as a draft, and members by their ids", () => {
  expect(draftIn(typed)).toMatchObject({
    ok: true,
    value: { audience: { kind: "all" }, texts: { ko: { text: "첫째\n\n둘째" } } },
  });
  const named = draftIn({
    ...typed,
    audience: "members",
    memberIds: `${member}, ${member}`,
    path: "/terms",
  });
  expect(named).toMatchObject({
    value: { audience: { kind: "members", memberIds: [member, member] }, path: "/terms" },
  });
});

test("what is wrong is said at the field of the form", () => {
  const wrong = draftIn({
    ...typed,
    audience: "members",
    memberIds: "x",
    "title.en": "",
    path: "//evil",
  });
  const fields = wrong.ok ? [] : (wrong.error.errors ?? []).map(({ path }) => path);
  expect(fields.sort()).toEqual(["memberIds", "path", "title.en"]);
  expect(draftIn({}).ok).toBe(false);
});
