/** A service's answer, as a result with a code of the error table. */
import type { ErrorCode } from "@edgemart/contracts/error";
import { err, type Failure, ok, type Result } from "@edgemart/contracts/result";
import type { Answer } from "../core/answer.ts";

/** Turns an answer into its value, the service's own refusal, or `temporarily_unavailable`. */
export function resultOf<T, Code extends ErrorCode>(
  answer: Answer<T, Code>,
): Result<T, Exclude<Code, "validation_failed"> | "temporarily_unavailable"> {
  switch (answer.kind) {
    case "value":
      return ok(answer.value);
    case "refused":
      return { ok: false, error: refusalOf(answer.error) };
    case "unavailable":
      return err("temporarily_unavailable");
  }
}

/** A service that refuses the form of our own question is of another release: that passes. */
function refusalOf<Code extends ErrorCode>(
  error: Failure<Code>,
): Failure<Exclude<Code, "validation_failed"> | "temporarily_unavailable"> {
  if (error.code === "validation_failed") return { code: "temporarily_unavailable" };
  // Guarantee of the cast: the line above took the other code.
  return error as Failure<Exclude<Code, "validation_failed">>;
}
