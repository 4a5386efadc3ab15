/** Small things that tests of the gateway share. */
import { connect } from "node:net";

/** Waits until something holds. @throws after `msMax` */
export async function until(holds: () => Promise<boolean>, msMax = 30_000): Promise<void> {
  for (const end = Date.now() + msMax; !(await holds()); ) {
    if (Date.now() > end) throw new Error(`it did not come true within ${msMax} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The `code` of a problem. */
export async function codeOf(answer: Response): Promise<string> {
  return ((await answer.json()) as { code: string }).code;
}

/** Replaces a text of a built module. @throws when it is not there: a control that changes nothing proves nothing */
export function replaced(module: string, pattern: RegExp, text: string): string {
  const changed = module.replace(pattern, text);
  if (changed === module) throw new Error(`the built gateway has no ${pattern}`);
  return changed;
}

/** Sends bytes over a bare socket, where no client corrects them, and reads the entire answer. */
export async function raw(
  port: number,
  request: string,
): Promise<{ status: number; text: string }> {
  const socket = connect(port, "127.0.0.1");
  socket.setTimeout(3_000, () => socket.destroy());
  socket.write(request);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => socket.once("close", resolve).on("error", () => undefined));
  const text = Buffer.concat(chunks).toString();
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text };
}

/** An address of a row: each parameter of its path is `word`. */
export function placeOf({ path }: { path: string }, word = "x1"): string {
  return path.replaceAll(/\{\w+\}/g, word);
}
