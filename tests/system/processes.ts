/** Finds the processes of a started system, whatever their names. */
import { readdir, readFile, readlink } from "node:fs/promises";

/** Every process that works in a folder, or names it in its environment or on its command line: id and command. */
export async function processesAbout(folder: string): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const read = (name: string) => readFile(`/proc/${pid}/${name}`, "utf8").catch(() => "");
      const command = (await read("cmdline")).replaceAll("\0", " ");
      const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => "");
      const marks = [command, cwd, await read("environ")];
      return marks.some((mark) => mark.includes(folder)) ? `${pid} ${command}` : null;
    }),
  );
  return found.filter((line) => line !== null);
}
