/** The shortest way: an address seen before whose answer is in the isolate's memory, without router or configuration. */
import { memory } from "../deps/worker.ts";
import { fromMemory } from "../verbs/serve-answer.ts";
import { answerTo } from "./answer.ts";
import { knownTarget } from "./read-target.ts";

/** @returns null when anything is missing: the app then answers */
export function answerFromMemory(request: Request): Response | null {
  if (request.method !== "GET" && request.method !== "HEAD") return null;
  const target = knownTarget(request.url, request.headers.get("accept"));
  const answer = target && fromMemory(target, memory);
  return answer ? answerTo(request, target, { answer, tier: "L0", stages: {} }) : null;
}
