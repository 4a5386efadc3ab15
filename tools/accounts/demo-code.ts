/** The code of the demo administrator's authenticator app, each given once: a used code is refused. */
import { readFile, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { codeAt, codeLeftMs, lastCodeBeside } from "./code.ts";

/**
 * Gives the present code, or waits for the next one where it was given or used before.
 *
 * @param wait lets so many milliseconds pass
 * @throws when there is no demo administrator with a second factor
 */
export async function nextDemoCode(
  credentialsPath: string,
  now: () => number = Date.now,
  wait: (ms: number) => Promise<unknown> = setTimeout,
): Promise<string> {
  const text = await readFile(credentialsPath, "utf8").catch(() => "{}");
  const { admin } = JSON.parse(text) as { admin?: { totpSecret?: string } };
  if (!admin?.totpSecret) {
    throw new Error("there is no demo administrator with a second factor: start the shop first");
  }
  const noted = lastCodeBeside(credentialsPath);
  const last = await readFile(noted, "utf8").catch(() => "");
  if (codeAt(admin.totpSecret, now()) === last) await wait(codeLeftMs(now()));
  const code = codeAt(admin.totpSecret, now());
  await writeFile(noted, code, { mode: 0o600 });
  return code;
}
