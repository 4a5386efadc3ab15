/** The codes of an operation as data are the codes that its type allows. */
import { expect, test } from "vitest";
import { z } from "zod";
import { type Operation, operations } from "./operation.ts";
import { type CodeOf, codesOf } from "./operation-codes.ts";

const { read, write, upload } = operations("Things", {
  read: {
    method: "get",
    path: "/things/{id}",
    summary: "Read",
    credential: "bearer",
    right: "own",
    params: z.object({ id: z.string() }),
    responses: { 204: null },
    errors: ["stock_changed"],
  },
  write: {
    method: "put",
    path: "/things",
    summary: "Write",
    credential: "bearer",
    right: "own",
    fresh: true,
    idempotency: "required",
    ifMatch: true,
    query: z.object({}),
    body: z.strictObject({}),
    responses: { 204: null },
    errors: [],
  },
  upload: {
    method: "post",
    path: "/things",
    summary: "Upload",
    credential: "service",
    idempotency: "optional",
    body: z.string(),
    bodyType: "image/*",
    responses: { 204: null },
    errors: [],
  },
});
/** Every code of a type, each written once: one too many or too few does not compile. */
const typed = <Op extends Operation>(codes: Record<CodeOf<Op>, true>) => Object.keys(codes).sort();
const always = {
  deadline_exceeded: true,
  internal: true,
  invalid_request: true,
  temporarily_unavailable: true,
} as const;
const token = { token_expired: true, token_invalid: true, token_missing: true } as const;
const key = {
  idempotency_key_ambiguous: true,
  idempotency_key_malformed: true,
  idempotency_key_reused: true,
} as const;

test("what an operation says of itself gives the same codes as type and as data", () => {
  expect([...codesOf(read)].sort()).toEqual(
    typed<typeof read>({ ...always, ...token, not_found: true, stock_changed: true }),
  );
  expect([...codesOf(write)].sort()).toEqual(
    typed<typeof write>({
      ...{ ...always, ...token, ...key, forbidden: true, reauthentication_required: true },
      ...{ invalid_query: true, invalid_body: true, validation_failed: true },
      ...{ unsupported_media_type: true, precondition_required: true, precondition_failed: true },
      idempotency_key_missing: true,
    }),
  );
  expect([...codesOf(upload)].sort()).toEqual(
    typed<typeof upload>({
      ...{ ...always, ...key, service_auth_required: true },
      ...{ body_incomplete: true, request_timeout: true },
    }),
  );
});
