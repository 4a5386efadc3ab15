/** What a write points to may go while it is under way: the answer names it, and no request without If-Match gets 412. */

import { catalogGroups } from "@edgemart/contracts/catalog-groups";
import { ProductCreate } from "@edgemart/contracts/catalog-products";
import type { Operation } from "@edgemart/contracts/operation";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readCatalogConfig } from "../src/env.ts";
import type { AdminDeps, Write } from "../src/ports/administration.ts";
import { createCategory } from "../src/verbs/write-category.ts";
import { createProduct } from "../src/verbs/write-product.ts";
import { type BackOffice, draft, openBackOffice } from "./back-office.ts";
import type { Answer } from "./shop.ts";

let office: BackOffice;
beforeAll(async () => {
  office = await openBackOffice();
}, 60_000);
afterAll(() => office?.close());

const text = (word: string) => ({ ko: word, en: word });
let made = 0;
const newSlug = () => `gone-${++made}`;
const post = (path: string, body: object) => office.ask("POST", path, body);
const category = (more: object = {}) => ({
  ...{ slug: newSlug(), name: text("이름"), description: text("설명"), parent: null, position: 0 },
  ...more,
});
const remove = (path: string, match = "*") =>
  office.ask("DELETE", path, undefined, { "if-match": match });
const newCategory = async () => (await post("/categories", category())).body;
const newBrand = async () => (await post("/brands", { slug: newSlug(), name: text("이름") })).body;
const said = ({ status, body }: Answer) => [
  status,
  body?.code,
  body?.errors?.map(({ path, code }: { path: string; code: string }) => `${path} ${code}`),
];
const UNKNOWN = (field: string) => [422, "validation_failed", [`${field} unknown`]];

/** Each kind of write that points to something that can go, and how to make it and take it away. */
const POINTING = [
  {
    name: "POST /products, category",
    field: "category",
    target: newCategory,
    write: (slug: string) => post("/products", draft({ category: slug })),
    gone: ({ id }: { id: string }) => remove(`/categories/${id}`),
  },
  {
    name: "POST /products, brand",
    field: "brand",
    target: newBrand,
    write: (slug: string) => post("/products", draft({ brand: slug })),
    gone: ({ slug }: { slug: string }) => remove(`/brands/${slug}`),
  },
  {
    name: "PATCH /products/{id}, category",
    field: "category",
    target: newCategory,
    write: async (slug: string) =>
      change(`/products/${(await office.newProduct()).id}`, { category: slug }),
    gone: ({ id }: { id: string }) => remove(`/categories/${id}`),
  },
  {
    name: "PATCH /products/{id}, brand",
    field: "brand",
    target: newBrand,
    write: async (slug: string) =>
      change(`/products/${(await office.newProduct()).id}`, { brand: slug }),
    gone: ({ slug }: { slug: string }) => remove(`/brands/${slug}`),
  },
  {
    name: "POST /categories, parent",
    field: "parent",
    target: newCategory,
    write: (slug: string) => post("/categories", category({ parent: slug })),
    gone: ({ id }: { id: string }) => remove(`/categories/${id}`),
  },
  {
    name: "PATCH /categories/{id}, parent",
    field: "parent",
    target: newCategory,
    write: async (slug: string) =>
      change(`/categories/${(await newCategory()).id}`, { parent: slug }),
    gone: ({ id }: { id: string }) => remove(`/categories/${id}`),
  },
];
/** Counts the sessions that wait for a lock of this one: the race was met, or the test fails. */
async function waitingFor(pid: number | undefined): Promise<number | undefined> {
  const waiting =
    "select count(*)::int n from pg_stat_activity where $1::int = any(pg_blocking_pids(pid))";
  return (await office.database.query<{ n: number }>(waiting, [pid]))[0]?.n;
}
const PATIENT = { timeout: 30_000 };

function change(path: string, body: object) {
  return office.ask("PATCH", path, body, { "if-match": '"1"' });
}

describe.each(POINTING)("$name", ({ field, target, write, gone }) => {
  test("a write that waits for the removal of its target is refused by name when that commits", async () => {
    const { id, slug } = await target();
    const table = field === "brand" ? "brand" : "category";
    const remover = new pg.Client({ connectionString: office.database.adminUrl });
    await remover.connect();
    try {
      // Deleted but not committed: the write still sees it, and waits at its foreign key.
      await remover.query(`begin; delete from catalog.${table} where slug = '${slug}'`);
      const { rows } = await remover.query<{ pid: number }>("select pg_backend_pid() pid");
      const answer = write(slug);
      await expect.poll(() => waitingFor(rows[0]?.pid), PATIENT).toBe(1);
      await remover.query("commit");
      expect([id ?? slug, ...said(await answer)]).toEqual([id ?? slug, ...UNKNOWN(field)]);
    } finally {
      await remover.end();
    }
  });

  test("next to its removal: done or named, and the removal is done or told that it is still used", async () => {
    for (let round = 0; round < 12; round++) {
      const thing = await target();
      const [written, removed] = await Promise.all([write(thing.slug), gone(thing)]);
      if (written.status >= 300) expect(said(written)).toEqual(UNKNOWN(field));
      expect([204, 409]).toContain(removed.status);
      expect([written.status < 300, removed.status === 204]).toContain(true);
      // Either the one or the other: nothing points to what is gone.
      expect(written.status < 300 && removed.status === 204).toBe(false);
    }
  });
});

describe("between decision and effect", () => {
  const write: Write = {
    viewer: { memberId: "mem_x", seesAll: true },
    match: "any",
    key: null,
    requestId: "r",
  };
  const deps = () => depsOf(readCatalogConfig(office.env));
  const drop = (slug: string) =>
    office.database.query(`delete from catalog.category where slug = '${slug}'`);

  test("example: the category of a new product goes: 422 names it", async () => {
    const { slug } = await newCategory();
    const real = deps();
    const racing: AdminDeps = {
      ...real,
      products: {
        ...real.products,
        async insert(...asked) {
          await drop(slug);
          return real.products.insert(...asked);
        },
      },
    };
    const input = ProductCreate.parse(draft({ category: slug }));
    expect(await createProduct(racing, input, write)).toMatchObject({
      ok: false,
      error: { code: "validation_failed", errors: [{ path: "category", code: "unknown" }] },
    });
  });

  test("the parent of a new category goes: 422 names it", async () => {
    const { slug } = await newCategory();
    const real = deps();
    const racing: AdminDeps = {
      ...real,
      categories: {
        ...real.categories,
        async insert(...asked) {
          await drop(slug);
          return real.categories.insert(...asked);
        },
      },
    };
    expect(await createCategory(racing, category({ parent: slug }) as never, write)).toMatchObject({
      ok: false,
      error: { code: "validation_failed", errors: [{ path: "parent", code: "unknown" }] },
    });
  });

  test("a write that is lost again and again ends, does nothing and says that it may be repeated", async () => {
    const real = deps();
    let tries = 0;
    const racing: AdminDeps = {
      ...real,
      categories: {
        ...real.categories,
        async insert() {
          tries += 1;
          return { kind: "lost" };
        },
      },
    };
    const lost = await createCategory(racing, category() as never, write);
    expect([lost, tries]).toMatchObject([{ error: { code: "temporarily_unavailable" } }, 5]);
  });
});

test("of twenty writes with If-Match: * at once none is told that its version is old", async () => {
  const { id } = await newCategory();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, position) =>
      office.ask("PATCH", `/categories/${id}`, { position }, { "if-match": "*" }),
    ),
  );
  expect(answers.map(({ status }) => status).filter((status) => status === 412)).toEqual([]);
});

test("only operations that take If-Match name 412 in the contracts", () => {
  const operations: Operation[] = Object.values(catalogGroups.administration);
  const wrong = operations.filter(
    ({ errors, ifMatch }) => errors.includes("precondition_failed") && !ifMatch,
  );
  expect(wrong).toEqual([]);
});
