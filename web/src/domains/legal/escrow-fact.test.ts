import { LOCALES } from "@edgemart/contracts/locale";
import { describe, expect, test } from "vitest";
import { messagesOf } from "#messages/messages.ts";
import { escrowFact } from "./escrow-fact.ts";

describe("payments 31: the disclosure", () => {
  test.each(LOCALES)("names escrow where it is configured, and only there, in %s", (lang) => {
    const { footer } = messagesOf(lang);
    expect(escrowFact({ PAYMENT_ESCROW: "on" }, footer)).toEqual([
      [footer.escrow, footer.escrowText],
    ]);
    expect(escrowFact({ PAYMENT_ESCROW: "off" }, footer)).toEqual([]);
  });
});
