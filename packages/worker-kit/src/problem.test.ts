import { ERRORS, errorRow, isErrorCode, Problem } from "@edgemart/contracts/error";
import { describe, expect, test } from "vitest";
import { problemResponse } from "./problem.ts";

const place = { requestId: "request-1", instance: "/api/x" };

describe("problem responses (auth 1, 2; gateway 27)", () => {
  test.each(Object.keys(ERRORS).filter(isErrorCode))(
    "%s is a complete problem of its row",
    async (code) => {
      const answer = problemResponse({ code, detail: "d", errors: [] }, place);
      expect(answer.status).toBe(errorRow(code).status);
      expect(answer.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(answer.headers.get("x-request-id")).toBe("request-1");
      const problem = Problem.parse(await answer.json());
      expect(problem).toMatchObject({ code, type: `/errors/${code}`, ...place });
    },
  );

  test("of a 5xx say the fixed title only", async () => {
    const detail = "SELECT * FROM member at 10.0.0.1";
    const answer = problemResponse({ code: "internal", detail }, place);
    expect(await answer.text()).not.toContain("SELECT");
  });

  test("of a 4xx say what was wrong with the request", async () => {
    const errors = [{ path: "name", code: "too_small", message: "is too short" }];
    const answer = problemResponse({ code: "validation_failed", detail: "d", errors }, place);
    expect(await answer.json()).toMatchObject({ detail: "d", errors, retryable: false });
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("say when to come again: after an outage, and where the failure knows", () => {
    const after = (
      code: "idempotency_store_unavailable" | "not_found",
      retryAfterSeconds?: number,
    ) =>
      problemResponse(
        { code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) },
        place,
      ).headers.get("retry-after");
    expect([after("idempotency_store_unavailable"), after("not_found")]).toEqual(["5", null]);
    expect([after("idempotency_store_unavailable", 1.2), after("not_found", 0)]).toEqual([
      "2",
      "1",
    ]);
  });

  test("carry the challenge their code owes", () => {
    const challenge = (code: "token_missing" | "token_invalid" | "service_auth_required") =>
      problemResponse({ code }, place).headers.get("www-authenticate");
    expect(challenge("token_missing")).toBe('Bearer realm="api"');
    expect(challenge("token_invalid")).toContain('error="invalid_token"');
    expect(challenge("service_auth_required")).toBe('Basic realm="auth", charset="UTF-8"');
  });

  const of401 = Object.keys(ERRORS)
    .filter(isErrorCode)
    .filter((code) => errorRow(code).status === 401);

  test.each(of401)("RFC 9110 §15.5.2: %s is 401 and names what is accepted", (code) => {
    const challenge = problemResponse({ code }, place).headers.get("www-authenticate") ?? "";
    expect(challenge).toMatch(/^(Bearer|Basic|Signature) realm="[a-z]+"(, [a-z_]+="[^"]*")*$/);
  });

  test("say where they happened as a URI reference, never as decoded text", async () => {
    const paths = [
      "/%EC%BB%B5",
      "/a b",
      "/컵",
      "/%zz%4",
      "/a|b[c]",
      "//host/x",
      "/\ud800",
      "/a%2Fb;c",
    ];
    const said = await Promise.all(
      paths.map(async (instance) => {
        const answer = problemResponse({ code: "not_found" }, { ...place, instance });
        return ((await answer.json()) as Problem).instance;
      }),
    );
    expect(said).toEqual([
      ...["/%EC%BB%B5", "/a%20b", "/%EC%BB%B5", "/%25zz%254", "/a%7Cb%5Bc%5D", "/.//host/x"],
      ...["/%EF%BF%BD", "/a%2Fb;c"],
    ]);
  });

  test("say when to come back, in whole seconds and never at once", () => {
    const wait = (retryAfterSeconds?: number) =>
      problemResponse({ code: "temporarily_unavailable", retryAfterSeconds }, place).headers.get(
        "retry-after",
      );
    expect([wait(0), wait(1.2), wait()]).toEqual(["1", "2", "5"]);
  });
});
