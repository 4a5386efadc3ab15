/** Finished pages of this isolate: bounded in bytes, and not washed out by pages asked for once. Bytes only, no streams. */
import type { Lives, Made } from "@edgemart/kept/generation";
import { type MemoryPlace, memoryPlace } from "@edgemart/kept/place";
import { Renewals } from "@edgemart/kept/renewals";

/** A finished page: bytes, headers, and how long it lives. */
export interface StoredPage extends Lives, Made {
  status: number;
  /** All but those that differ from answer to answer. */
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
  etag: string;
}

/** Keeps finished pages of one isolate, and who renews which. */
export interface PageStore extends MemoryPlace<StoredPage> {
  /** Of its keys: what is renewed just now, and what could not be. */
  renewals: Renewals;
}

/** Makes the store of an isolate. @param bytesMax all keys, headers and bodies together; one page larger than a tenth of it is not kept */
export function memoryPageStore(bytesMax: number, pagesMax = 1_000): PageStore {
  const pages = memoryPlace<StoredPage>({ costMax: bytesMax, entriesMax: pagesMax }, sizeOf);
  return { ...pages, renewals: new Renewals() };
}

/** Bytes a page takes; a character of a key or header counts as two. */
function sizeOf(key: string, page: StoredPage): number {
  let characters = key.length;
  for (const [name, value] of page.headers) characters += name.length + value.length;
  return page.body.byteLength + 2 * characters;
}
