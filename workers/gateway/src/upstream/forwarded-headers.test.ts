import { describe, expect, test } from "vitest";
import { forwardedHeaders, isGatewayHeader } from "./forwarded-headers.ts";

const names = (headers: Record<string, string>, authorized = true) =>
  [...forwardedHeaders(new Headers(headers), authorized).keys()].sort();

describe("auth 65, gateway 41, attacks 74, 75, 80: what a caller may not say", () => {
  test.each([
    ...["x-user-id", "X-User-Id", "x_user_id", "x-user_id", "X_USER-ID", "x-member-id"],
    ...["x-auth-role", "x-role", "x-roles", "x-internal-token", "x-service-key", "x-real-ip"],
    ...[
      "cf-connecting-ip",
      "cf-ipcountry",
      "x-internal-client-prefix",
      "x_internal_client_country",
    ],
    ...["x-forwarded-for", "x-forwarded-host", "x_forwarded_proto", "forwarded", "true-client-ip"],
    ...["x-original-url", "x-rewrite-url", "x-http-method-override", "x-middleware-subrequest"],
    ...["x-nextjs-data", "x-deadline", "idempotency-attempt", "cookie", "host", "content-length"],
    ...["idempotency-key", "x-idempotency-key", "te", "trailer", "upgrade", "keep-alive"],
    ...["transfer-encoding", "proxy-authorization", "proxy-connection", "expect", "connection"],
  ])("%s goes no further", (name) =>
    expect(names({ [name]: "x", accept: "y" })).toEqual(["accept"]),
  );

  test("headers named in Connection go no further, in any case and spacing", () => {
    const headers = { connection: "close, X-Secret ,x-other", "x-secret": "1", "x-other": "2" };
    expect(names({ ...headers, "x-kept": "3" })).toEqual(["x-kept"]);
  });

  test("naming them in Connection does not hide the caller's rights", () => {
    const kept = { authorization: "Bearer x", "if-match": '"1"' };
    expect(names({ ...kept, connection: Object.keys(kept).join(", ") })).toEqual(
      Object.keys(kept).sort(),
    );
  });

  test("a credential nobody verified goes no further", () => {
    expect(names({ authorization: "Bearer x", accept: "y" }, false)).toEqual(["accept"]);
  });
});

describe("gateway 20, 26: what a Worker behind may not say", () => {
  test.each([
    ...["idempotency-outcome", "idempotency-status", "idempotent-replayed", "idempotency-expires"],
    ...["access-control-allow-origin", "access-control-allow-credentials", "x-internal-trace"],
  ])("%s is the gateway's", (name) => expect(isGatewayHeader(name)).toBe(true));

  test.each(["content-type", "etag", "location", "set-cookie", "retry-after", "x-cache"])(
    "%s is its own",
    (name) => expect(isGatewayHeader(name)).toBe(false),
  );
});
