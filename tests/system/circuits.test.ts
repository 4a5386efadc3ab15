/** The example of the fault: one visitor's requests must not cost everybody the shop. */

import { api } from "@edgemart/testkit/system";
import { describe, expect, test } from "vitest";

const times = async (count: number, ask: (at: number) => Promise<Response>) => {
  for (let at = 0; at < count; at += 1) await (await ask(at)).body?.cancel();
};

describe("what one visitor sends leaves the shop open", () => {
  test("forty listings as screens, forty of each kind of nonsense, and product pages answer", async () => {
    const { items } = (await (await api("/api/products?limit=1")).json()) as {
      items: { slug: string }[];
    };
    const slug = items[0]?.slug ?? "";
    await times(40, (at) => api(`/api/screens/listing?lang=en&n=${at}`));
    await times(40, (at) => api(`/api/screens/listing?page=-${at}&sort=%00`));
    await times(40, (at) => api(`/api/screens/product/no-such-${at}`));
    await times(40, (at) => api(`/api/screens/account?n=${at}`, { token: "a.b.c" }));
    await times(40, (at) => api(`/api/products?cursor=${at}`));
    const open = await Promise.all([
      api(`/api/screens/product/${slug}?lang=en`),
      api(`/api/products/${slug}`),
      api("/api/home?lang=ko"),
    ]);
    expect(open.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});
