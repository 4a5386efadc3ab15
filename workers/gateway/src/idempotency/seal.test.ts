import { describe, expect, test } from "vitest";
import { seal, unseal, unsealWith } from "./seal.ts";

const SECRET = "s".repeat(43);
const flip = (text: string, at: number) =>
  text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);

describe("gateway 25: stored answers are encrypted", () => {
  test.each(["", "short", "값".repeat(50), "long ".repeat(60_000)])(
    "and come back",
    async (text) => {
      expect(await unseal(await seal(text, SECRET, "r"), SECRET, "r")).toBe(text);
    },
  );

  test("nothing of the text is seen, and two seals of one text differ", async () => {
    const [one, two] = await Promise.all([
      seal("secret", SECRET, "r"),
      seal("secret", SECRET, "r"),
    ]);
    expect(one).not.toBe(two);
    expect(one).not.toContain(btoa("secret").replace(/=+$/, ""));
  });

  test("more than 1 KiB is packed", async () => {
    const sealed = await seal("a".repeat(100_000), SECRET, "r");
    expect(sealed.length).toBeLessThan(2_000);
    const forms = [1_024, 1_025].map(async (bytes) =>
      (await seal("a".repeat(bytes), SECRET, "r")).slice(0, 2),
    );
    expect(await Promise.all(forms)).toEqual(["p.", "z."]);
  });

  test("another record, another secret or one changed character opens nothing", async () => {
    const sealed = await seal("text", SECRET, "r");
    await expect(unseal(sealed, SECRET, "other")).rejects.toThrow();
    await expect(unseal(sealed, "t".repeat(43), "r")).rejects.toThrow();
    for (let at = 2; at < sealed.length; at++) {
      await expect(unseal(flip(sealed, at), SECRET, "r")).rejects.toThrow();
    }
    for (const broken of ["", "p", "p.", "p..", sealed.slice(0, -4)]) {
      await expect(unseal(broken, SECRET, "r")).rejects.toThrow();
    }
  });

  test("while a secret is rotated, what was sealed under the one before or after is opened too", async () => {
    const [current, next, previous] = ["c", "n", "p"].map((sign) => sign.repeat(43));
    for (const secret of [current, next, previous] as string[]) {
      const sealed = await seal("text", secret, "r");
      expect(await unsealWith([current, next, previous], sealed, "r")).toBe("text");
      expect(await unsealWith([undefined, secret, undefined], sealed, "r")).toBe("text");
      await expect(unsealWith(["o".repeat(43), undefined], sealed, "r")).rejects.toThrow();
    }
    await expect(unsealWith([undefined], "p.a.b", "r")).rejects.toThrow(/no secret/);
    await expect(unsealWith([SECRET], "p.a", "r")).rejects.toThrow(/sealed form/);
    await expect(unsealWith([SECRET], "p.%.AAAA", "r")).rejects.toThrow(/sealed form/);
  });
});
