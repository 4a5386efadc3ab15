/** The built Worker in a real workerd with its real objects and a PostgreSQL of its own; event and member are small Workers that always answer. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { LayoutInput } from "@edgemart/contracts/seats-administration";
import { layoutInput } from "@edgemart/testkit/operations/seat-calls";
import { tokenSigner } from "@edgemart/testkit/token-signer";
import { newId } from "@edgemart/worker-kit/ids";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { startTestDatabase } from "../../../tests/stores/test-database.ts";
import { builtHere } from "../../../tools/constellation/build.ts";
import { workerOptions } from "../../../tools/constellation/worker-options.ts";
import { ROOT } from "../../../tools/run-command.ts";
import { basketShare } from "../src/core/basket-share.ts";

const NAME = "edgemart-reservation";
const DAY_MS = 86_400_000;

/** The classes of objects. */
export type ObjectClass = "SectionSeats" | "MemberBaskets";

/** An answer of the Worker. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  body: any;
}

/** Opens it. */
export async function openHouse() {
  const [database, signer, [built], dataDir] = await Promise.all([
    startTestDatabase(),
    tokenSigner(),
    builtHere("reservation"),
    mkdtemp(join(tmpdir(), "edgemart-objects-")),
  ]);
  if (!built) throw new Error("reservation was not built");
  const bindings = { ...signer.vars, DATABASE_URL: database.urlOf("reservation") };
  const shared = { compatibilityDate: "2026-10-20", compatibilityFlags: ["nodejs_compat"] };
  const neighbour = (name: string, contents: string) => ({
    ...shared,
    name,
    modules: [{ type: "ESModule" as const, path: "index.js", contents }],
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        ...workerOptions(built, { root: ROOT, bindings, port: null }),
        neighbour("edgemart-event", EVENT),
        neighbour("edgemart-member", MEMBER),
        neighbour("edgemart-payment", PAYMENT),
      ].map((each) => (each.name === built.service.name ? { ...each, name: NAME } : each)),
      cf: false,
      // Objects whose storage is in memory are not what is run in production.
      resourcePersistencePath: dataDir,
      unsafeInspectDurableObjects: true,
      handleStructuredLogs: () => undefined,
    }),
  );
  await miniflare.ready;
  const door = await miniflare.getWorker(NAME);
  const evict = async (className: ObjectClass, name: string): Promise<boolean> => {
    try {
      await miniflare.unsafeEvictDurableObject(NAME, className, { name });
      return true;
    } catch (thrown) {
      if (thrown instanceof Error && thrown.message.includes("not currently running")) return false;
      throw thrown;
    }
  };
  const send = async (
    token: string,
    method: string,
    path: string,
    json?: unknown,
    key: string = crypto.randomUUID(),
  ): Promise<Answer> => {
    const answer = await door.fetch(`http://${NAME}${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        "idempotency-key": key,
        ...(json !== undefined && { "content-type": "application/json" }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    return { status: answer.status, body: await answer.json().catch(() => null) };
  };
  return {
    database,
    /** A member and a token of theirs. */
    async member() {
      const id = newId("member");
      return { id, token: await signer.sign(id, "member") };
    },
    /** An event with a plan of sections of one row. */
    async event(seatsPerRow = 10, sections = [1]): Promise<string> {
      const id = newId("performance");
      const input = layoutInput(sections.map((no) => ({ no, rows: 1, seatsPerRow })));
      await database.query(
        "insert into reservation.layout (event_id, version, body) values ($1, 2, $2)",
        [id, JSON.stringify(LayoutInput.parse(input))],
      );
      return id;
    },
    hold: (token: string, event: string, seats: readonly string[], key?: string) =>
      send(token, "POST", "/api/seats/holds", { event, seats }, key),
    release: (token: string, event: string, hold: string) =>
      send(token, "DELETE", `/api/seats/holds/${hold}?event=${event}`),
    basket: (token: string, event: string) => send(token, "GET", `/api/seats/basket/${event}`),
    map: (event: string) => send("", "GET", `/api/seats/map/${event}`),
    /** Ends an object; its storage stays. False where it was not running. */
    evict,
    /** Writes into an object's storage behind its back. */
    async rewrite(className: ObjectClass, name: string, ...statements: string[]): Promise<void> {
      const storage = await miniflare.unsafeGetDurableObjectStorage(NAME, className, { name });
      for (const statement of statements) await storage.exec(statement);
      await evict(className, name);
    },
    /** Name of the object of a member's basket. */
    shareOf: basketShare,
    async close() {
      await miniflare.dispose();
      await database.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const at = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const FACTS = {
  ...{ version: 1, slug: "concert", state: "ON_SALE", timeZone: "Asia/Seoul", perMember: 4 },
  ...{ title: { ko: "공연", en: "Concert" }, venue: { ko: "홀", en: "Hall" } },
  ...{ saleOpensAt: at(-1), saleClosesAt: at(29), doorsAt: at(30), startsAt: at(30) },
  ...{ endsAt: at(31), room: null, policy: {}, refundFreeUntil: null, cancelReason: null },
  isForceMajeure: false,
};

const EVENT = `import { WorkerEntrypoint } from "cloudflare:workers";
export class EventRpc extends WorkerEntrypoint {
  facts(ids) { return ids.map((id) => ({ id, ...${JSON.stringify(FACTS)} })); }
}
export default { fetch: () => new Response(null, { status: 404 }) };`;
const MEMBER = `import { WorkerEntrypoint } from "cloudflare:workers";
export class MemberLookupRpc extends WorkerEntrypoint { standing() { return null; } }
export class MemberRpc extends WorkerEntrypoint {}
export default { fetch: () => new Response(null, { status: 404 }) };`;
const PAYMENT = `import { WorkerEntrypoint } from "cloudflare:workers";
export class PaymentSagaRpc extends WorkerEntrypoint {}
export default { fetch: () => new Response(null, { status: 404 }) };`;
