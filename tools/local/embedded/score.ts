/** Scores of sorted sets as text; pure. */
import { RedisError } from "../redis-store.ts";

/** Reads a finite or infinite number. @throws RedisError with `what` when the text is none */
export function score(text: string, what = "value is not a valid float"): number {
  if (/^[+-]?inf(inity)?$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw new RedisError(`ERR ${what}`);
  return Number(text);
}

/** Writes a score as Redis does. */
export function scoreText(value: number): string {
  if (value === Infinity) return "inf";
  return value === -Infinity ? "-inf" : String(value).replace(/^-0$/, "0");
}
