/** Starts the local stand-in of Google: an OpenID Connect provider on loopback and nowhere else, with a page of its own. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { LOOPBACK, type Log } from "../loopback.ts";
import type { Client } from "./client.ts";
import { PAGE_HEADERS, peoplePage } from "./page.ts";
import { PEOPLE, type Person, personOf, type ShopPeople, somebody } from "./people.ts";
import type { Stand } from "./provider.ts";

/** What to start, and where. */
export interface OidcOptions {
  /** 0 takes a free port. */
  port: number;
  client: Client;
  /** Read when a person is chosen: the demo accounts may be made later. */
  people(): ShopPeople;
  log?: Log;
}

/** The running stand-in. */
export interface OidcStandIn {
  /** Its issuer, without trailing slash. */
  url: string;
  port: number;
  stop(): Promise<void>;
}

const BODY_BYTES_MAX = 4 * 1024;

/** Starts it; the provider itself is loaded when somebody first asks. */
export async function startOidc(options: OidcOptions): Promise<OidcStandIn> {
  const { log = () => undefined } = options;
  let stand: Promise<Stand> | null = null;
  const server = createServer((request, response) => {
    stand ??= import("./provider.ts").then(({ makeProvider }) =>
      makeProvider(issuerOf(server.address() as AddressInfo), options.client),
    );
    stand
      .then((loaded) => answer(loaded, options, request, response))
      .catch((thrown: unknown) => {
        log(`oidc: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
        if (!response.headersSent) response.writeHead(400, { "content-type": "text/plain" });
        response.end("this sign-in is over: begin again in the shop");
      });
  });
  server.on("clientError", (_error, socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, LOOPBACK, resolve);
  });
  const address = server.address() as AddressInfo; // a TCP server that is listening has one
  return {
    url: issuerOf(address),
    port: address.port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function issuerOf({ port }: AddressInfo): string {
  return `http://${LOOPBACK}:${port}`;
}

async function answer(
  stand: Stand,
  options: OidcOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://stand-in");
  if (!pathname.startsWith("/people/")) return stand.handle(request, response);
  const { provider } = stand;
  // Who has no cookie of this sign-in is refused here.
  const details = await provider.interactionDetails(request, response);
  if (request.method !== "POST") {
    response.writeHead(200, PAGE_HEADERS);
    response.end(await peoplePage(request.headers["accept-language"]));
    return;
  }
  const form = new URLSearchParams(await bodyOf(request));
  if (form.get("do") === "cancel") {
    return provider.interactionFinished(request, response, { error: "access_denied" });
  }
  if (form.get("do") === "wrong") {
    const back = new URL(options.client.redirectUri);
    back.searchParams.set("code", "a-code-that-no-one-gave");
    back.searchParams.set("state", String(details.params.state));
    back.searchParams.set("iss", provider.issuer);
    response.writeHead(303, { location: back.href });
    response.end();
    return;
  }
  const person = chosen(form, options.people());
  stand.know(person);
  const login = { accountId: person.sub, remember: false };
  return provider.interactionFinished(request, response, { login, select_account: {} });
}

function chosen(form: URLSearchParams, around: ShopPeople): Person {
  const email = form.get("email");
  if (email) return somebody(email);
  return personOf(PEOPLE.find((key) => key === form.get("person")) ?? "new", around);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) throw new Error("the form is too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
