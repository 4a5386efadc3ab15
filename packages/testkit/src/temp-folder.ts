/** Folders for data that lives no longer than a test. */
import { chmod, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes one that PostgreSQL's own user may pass through, when the tests run as root. */
export async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `edgemart-${name}-`));
  await chmod(folder, 0o755);
  return folder;
}
