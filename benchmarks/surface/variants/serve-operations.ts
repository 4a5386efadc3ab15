/** (e) The kit over operations: paths, methods, validation, terms of a write, HEAD, OPTIONS and 405 are made from the contract. */
import type { Identity } from "@edgemart/contracts/identity";
import { operations } from "@edgemart/contracts/operation";
import { err } from "@edgemart/contracts/result";
import { createApp } from "@edgemart/worker-kit/create-app";
import { reply, versioned } from "@edgemart/worker-kit/reply";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { createMiddleware } from "hono/factory";
import { bench } from "./bench.ts";
import {
  BODY_BYTES_MAX,
  createThing,
  ListQuery,
  listThings,
  Params,
  ReadQuery,
  readThing,
  replaceOn,
  Thing,
  ThingInput,
  ThingPage,
} from "./things.ts";

const groups = {
  things: operations("Things", {
    listThings: {
      method: "get",
      path: "/api/things",
      summary: "List",
      credential: "none",
      query: ListQuery,
      responses: { 200: ThingPage },
      errors: [],
    },
    createThing: {
      method: "post",
      path: "/api/things",
      summary: "Create",
      credential: "bearer",
      idempotency: "optional",
      body: ThingInput,
      responses: { 201: Thing },
      headers: ["ETag", "Location"],
      errors: [],
    },
    readThing: {
      method: "get",
      path: "/api/things/{id}",
      summary: "Read",
      credential: "none",
      params: Params,
      query: ReadQuery,
      responses: { 200: Thing },
      headers: ["ETag"],
      errors: ["not_found"],
    },
    replaceThing: {
      method: "put",
      path: "/api/things/{id}",
      summary: "Replace",
      credential: "bearer",
      ifMatch: true,
      params: Params,
      body: ThingInput,
      responses: { 200: Thing },
      headers: ["ETag"],
      errors: [],
    },
  }),
};

/** Takes the place of the check of a token, which no variant makes. */
const anyone = createMiddleware<{ Variables: { identity: Identity } }>(async (c, next) => {
  const times = { authTime: 0, issuedAt: 0, expiresAt: 0 };
  c.set("identity", { memberId: "mem_x", sessionId: "ses_x", role: "member", ...times });
  await next();
});

const app = createApp({ service: "surface", readConfig: () => ({}) });
serveOperations(
  app,
  groups,
  {
    listThings: (_, { query }) => reply(200, listThings(query)),
    createThing(_, { body, write }) {
      const made = createThing(body, write.key?.key ?? null);
      return versioned(201, made, { location: `/api/things/${made.id}` });
    },
    readThing(_, { params }) {
      const found = readThing(params.id);
      return found.ok ? versioned(200, found.value) : found;
    },
    replaceThing(_, { body, write }) {
      const changed = replaceOn(body, write.match);
      return changed ? versioned(200, changed) : err("precondition_failed");
    },
  },
  (operation) => [
    ...(operation.credential === "bearer" ? [anyone] : []),
    ...inputSteps(operation, BODY_BYTES_MAX),
  ],
);

export default bench(app);
