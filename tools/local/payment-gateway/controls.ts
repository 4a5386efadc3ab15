/** What tests and pages provoke: faults, the clock, and what happens at a bank. Every call carries the control token. */
import { randomUUID } from "node:crypto";
import { Hono } from "hono";
import { bearerAuth } from "hono/bearer-auth";
import { z } from "zod";
import { armed, type Fault, FaultInput } from "./faults.ts";
import { type Gateway, moveDeposit } from "./gateway.ts";

const FAULTS_MAX = 200;
const ClockInput = z.strictObject({
  advanceSeconds: z
    .number()
    .min(0)
    .max(400 * 86_400),
});
const BankInput = z.strictObject({ orderId: z.string(), move: z.enum(["deposit", "take_back"]) });

/** Makes the routes of the controls. */
export function controlsOf(gateway: Gateway): Hono {
  const { book } = gateway;
  const app = new Hono();
  for (const path of ["/faults", "/clock", "/bank/moves"]) {
    app.on(["POST", "DELETE"], path, bearerAuth({ token: gateway.keys.controlToken }));
  }
  app.post("/faults", async (c) => {
    const input = FaultInput.safeParse(await c.req.json().catch(() => null));
    if (!input.success) return c.json({ errors: input.error.issues }, 422);
    const fault = await arm(gateway, input.data);
    return fault ? c.json(fault, 201) : c.json({ errors: "too many faults" }, 409);
  });
  app.delete("/faults", async (c) => {
    await book.commit({ faults: [] });
    return c.body(null, 204);
  });
  app.post("/clock", async (c) => {
    const input = ClockInput.safeParse(await c.req.json().catch(() => null));
    if (!input.success) return c.json({ errors: input.error.issues }, 422);
    await advance(gateway, input.data.advanceSeconds);
    return c.json({ now: new Date(book.now()).toISOString() });
  });
  app.post("/bank/moves", async (c) => {
    const input = BankInput.safeParse(await c.req.json().catch(() => null));
    if (!input.success) return c.json({ errors: input.error.issues }, 422);
    const known = book.ofOrder(input.data.orderId).findLast((each) => each.account !== null);
    const isMoved = known && (await moveDeposit(gateway, known.paymentKey, input.data.move));
    return isMoved ? c.body(null, 204) : c.json({ errors: "nothing to move" }, 409);
  });
  return app;
}

/** Arms a fault; null when too many are. */
export async function arm({ book }: Gateway, input: FaultInput): Promise<Fault | null> {
  if (book.faults.length >= FAULTS_MAX) return null;
  const fault = armed(input, randomUUID());
  await book.commit({ faults: [...book.faults, fault] });
  return fault;
}

/** Moves the gateway's time; what is due by then is sent at once. */
export async function advance({ book, webhooks }: Gateway, seconds: number): Promise<void> {
  await book.commit({ clockOffsetMs: book.clockOffsetMs + seconds * 1_000 });
  webhooks.wake();
}
