/** Refuses what would reach the Cache API under another name than the Worker's own. Pure. @see specs/operations.md 71 */
import { isTest, type SourceFile } from "./source-file.ts";

/** Lists uses of the cache past `ownCache`, and addresses made up as cache keys. */
export function cacheNameBreaches({ path, code }: SourceFile): string[] {
  if (isTest(path) || !/^(workers|packages|web)\//.test(path)) return [];
  const past = code.replace(/ownCache\(\s*\(\) => caches\.(default|open\([^)]*\))/g, "");
  const breaches = [];
  if (/\bcaches\.(default|open|match|has|delete)\b|=\s*caches\b/.test(past))
    breaches.push(`${path} uses the Cache API past ownCache`);
  if (/https?:\/\/cache\./.test(code)) {
    breaches.push(`${path} makes up a host as a cache key`);
  }
  return breaches;
}
