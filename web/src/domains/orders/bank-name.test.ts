import { expect, test } from "vitest";
import { bankChoices, bankName, cardName } from "./bank-name.ts";

test("a bank and a card's issuer are named in the page's language, an unknown code as it is", () => {
  expect([bankName("11", "ko"), bankName("11", "en"), bankName("XX", "ko")]).toEqual([
    ...["NH농협은행", "NH Bank", "XX"],
  ]);
  expect([cardName("41 4242****424*", "ko"), cardName("41 4242****424*", "en")]).toEqual([
    ...["신한카드 4242****424*", "Shinhan Card 4242****424*"],
  ]);
  expect(["toString x", "토스페이", ""].map((label) => cardName(label, "ko"))).toEqual([
    ...["toString x", "토스페이", ""],
  ]);
});

test("every bank can be chosen, by its code", () => {
  expect(bankChoices("en")).toContainEqual(["88", "Shinhan Bank"]);
});
