/** A service's answer, as a result with a code of the error table. */
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Answer } from "../core/answer.ts";

/** Turns an answer into its value, the service's own refusal, or `temporarily_unavailable`. */
export function resultOf<T>(answer: Answer<T>): Result<T> {
  switch (answer.kind) {
    case "value":
      return ok(answer.value);
    case "refused":
      return { ok: false, error: answer.error };
    case "unavailable":
      return err("temporarily_unavailable");
  }
}
