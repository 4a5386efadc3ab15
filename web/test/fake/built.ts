/** The storefront as it is deployed, built when its sources have changed. */
import { builtHere } from "../../../tools/constellation/build.ts";

/** @returns the folder of its modules, for `startWeb` */
export async function builtWeb(): Promise<string> {
  const [built] = await builtHere("web");
  if (!built) throw new Error("the storefront was not built");
  return built.directory;
}
