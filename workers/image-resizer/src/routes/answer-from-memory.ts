/** The shortest way: an address seen before whose answer is in the isolate's memory, without router or configuration. */
import type { RecallDeps } from "../ports.ts";
import { fromMemory } from "../verbs/serve-answer.ts";
import { answerTo } from "./answer.ts";
import { knownTarget } from "./read-target.ts";

/** Answers from memory. @returns null when anything is missing: the app then answers */
export function answerFromMemory(request: Request, deps: RecallDeps): Response | null {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const target = knownTarget(request.url, request.headers.get("accept"), deps);
  const answer = target && fromMemory(target, deps.memory);
  return answer ? answerTo(request, target, { answer, tier: "L0", stages: {} }) : null;
}
