import { ERRORS, errorRow, isErrorCode, Problem } from "@edgemart/contracts/error";
import { describe, expect, it } from "vitest";
import { problemResponse } from "./problem.ts";

const place = { requestId: "request-1", instance: "/api/x" };

describe("problem responses (auth 1, 2; gateway 27)", () => {
  it.each(Object.keys(ERRORS).filter(isErrorCode))(
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

  it("of a 5xx say the fixed title only", async () => {
    const detail = "SELECT * FROM member at 10.0.0.1";
    const answer = problemResponse({ code: "internal", detail }, place);
    expect(await answer.text()).not.toContain("SELECT");
  });

  it("carry the challenge their code owes", () => {
    const challenge = (code: "token_missing" | "token_invalid" | "service_auth_required") =>
      problemResponse({ code }, place).headers.get("www-authenticate");
    expect(challenge("token_missing")).toBe('Bearer realm="api"');
    expect(challenge("token_invalid")).toContain('error="invalid_token"');
    expect(challenge("service_auth_required")).toBe('Basic realm="auth", charset="UTF-8"');
  });

  it("say when to come back, in whole seconds and never at once", () => {
    const wait = (retryAfterSeconds?: number) =>
      problemResponse({ code: "temporarily_unavailable", retryAfterSeconds }, place).headers.get(
        "retry-after",
      );
    expect([wait(0), wait(1.2), wait()]).toEqual(["1", "2", "5"]);
  });
});
