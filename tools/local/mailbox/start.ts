/** Starts the mailbox of a laptop: where every mail and text message goes that the shop sends, on loopback and nowhere else. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { HTTPException } from "hono/http-exception";
import { LOOPBACK, type Log } from "../loopback.ts";
import { FaultInput, type FaultKind, type Faults, faults } from "./faults.ts";
import { isMail, SentMail, SentText } from "./mail.ts";
import { FRAMED, failPage, keptPage, listPage } from "./pages.ts";
import { openShelf, type Shelf } from "./shelf.ts";

/** What to start, and where. */
export interface MailboxOptions {
  /** 0 takes a free port. */
  port: number;
  /** Folder of the journal. */
  folder: string;
  log?: Log;
}

/** A running mailbox. */
export interface Mailbox {
  /** Address without trailing slash. */
  url: string;
  port: number;
  stop(): Promise<void>;
}

type MailboxEnv = { Bindings: HttpBindings };

const BODY_BYTES_MAX = 256 * 1024;
/** Names under which a browser or a Worker of this machine asks; any other is a page elsewhere that points here. */
const OWN_HOST = /^(127\.0\.0\.1|localhost)(:\d+)?$/;
const RETRY_AFTER_SECONDS = 5;

/** Starts it. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const { log = () => undefined } = options;
  const shelf = await openShelf(options.folder);
  const app = appOf(shelf, faults(), log);
  const server = createServer(getRequestListener(app.fetch));
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, LOOPBACK, resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server that is listening has one
  return {
    url: `http://${LOOPBACK}:${port}`,
    port,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await shelf.close();
    },
  };
}

function appOf(shelf: Shelf, armed: Faults, log: Log): Hono<MailboxEnv> {
  const app = new Hono<MailboxEnv>();
  app.use(async (c, next) => {
    const isOwn = OWN_HOST.test(c.req.header("host") ?? "") && isOwnOrigin(c);
    return isOwn ? next() : c.text("Misdirected request", 421);
  });
  app.use(bodyLimit({ maxSize: BODY_BYTES_MAX }));
  app.post("/send", (c) => take(c, SentMail, shelf, armed));
  app.post("/texts", (c) => take(c, SentText, shelf, armed));
  app.get("/", (c) => {
    const to = c.req.query("to") ?? "";
    return listPage(c, shelf.list(to), to);
  });
  app.get("/mails/:id", (c) => {
    const mail = shelf.find(c.req.param("id"));
    return mail ? keptPage(c, mail) : c.notFound();
  });
  app.get("/mails/:id/html", (c) => {
    const mail = shelf.find(c.req.param("id"));
    if (!mail || !isMail(mail)) return c.notFound();
    return c.html(mail.html.replace(/<head>/i, '<head><base target="_blank">'), 200, FRAMED);
  });
  app.get("/api/mails", (c) =>
    c.json({ mails: shelf.list(c.req.query("to") ?? "").filter(isMail) }),
  );
  app.get("/api/texts", (c) =>
    c.json({ texts: shelf.list(c.req.query("to") ?? "").filter((kept) => !isMail(kept)) }),
  );
  app.get("/fail", (c) => failPage(c, armed));
  app.post("/fail", async (c) => {
    const isJson = (c.req.header("content-type") ?? "").startsWith("application/json");
    const said = isJson ? await c.req.json().catch(() => null) : await c.req.parseBody();
    const input = FaultInput.safeParse(said);
    if (!input.success) return c.json({ errors: input.error.issues }, 422);
    armed.set(input.data);
    return isJson ? c.body(null, 204) : c.redirect(`/fail?lang=${c.req.query("lang") ?? ""}`, 303);
  });
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    log(`mailbox: ${error.stack ?? error.message}`);
    return c.json({ error: "internal error" }, 500);
  });
  return app;
}

/** A form of another site would say where it is from. */
function isOwnOrigin(c: Context): boolean {
  const origin = c.req.header("origin");
  return origin === undefined || origin === `http://${c.req.header("host")}`;
}

async function take(
  c: Context<MailboxEnv>,
  schema: typeof SentMail | typeof SentText,
  shelf: Shelf,
  armed: Faults,
): Promise<Response> {
  const mail = schema.safeParse(await c.req.json().catch(() => null));
  if (!mail.success) return c.json({ errors: mail.error.issues }, 422);
  const fault = armed.take();
  if (fault && fault !== "lose") return failed(c, fault);
  const kept = await shelf.keep(mail.data);
  if (fault) return cut(c.env.incoming);
  return c.json({ id: kept.id });
}

function failed(
  c: Context<MailboxEnv>,
  fault: Exclude<FaultKind, "lose">,
): Response | Promise<Response> {
  switch (fault) {
    case "down":
      return c.json({ error: "out of order" }, 503);
    case "throttle":
      return c.json({ error: "too many" }, 429, { "retry-after": String(RETRY_AFTER_SECONDS) });
    case "refuse":
      return c.json({ error: "unknown key" }, 401);
    case "reject":
      return c.json({ error: "not a mail" }, 422);
    case "hang":
      // Until the caller, or the mailbox, ends the connection.
      return new Promise(() => undefined);
  }
}

/** Ends the connection without an answer. */
function cut(incoming: IncomingMessage): Promise<Response> {
  incoming.socket.destroy();
  return new Promise(() => undefined);
}
