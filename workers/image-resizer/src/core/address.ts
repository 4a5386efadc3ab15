/** The two forms of a picture's address → one target with one cache key. Pure, given the hash of a source's address. */
import { ImageId } from "@edgemart/contracts/images";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { negotiateFormat } from "./negotiate.ts";
import { canonicalParams, type PictureParams, parseParams } from "./params.ts";
import { parseSource, type Source, type SourceRules } from "./source.ts";

export interface AddressRules {
  hosts: readonly string[];
  sizes: readonly number[];
}

/** What an address asks for, before its source has a key. */
export interface Request {
  source: Source;
  params: PictureParams;
}

export type Target = {
  source: Source;
  /** R2 key of the derivative, and the key of every cache above it. */
  key: string;
  /** True when the address names its content: a SHA-256 or a version. */
  immutable: boolean;
  /** True when the answer depends on `Accept`. */
  negotiated: boolean;
  /** File name without its extension. */
  stem: string;
} & ({ kind: "picture"; params: PictureParams; format: PictureParams["f"] } | { kind: "info" });

/** Reads `/i/<k=v,…>/<sha256>`. @returns `image_not_found` for what is no id */
export function readPath(pathname: string, rules: AddressRules): Result<Request> {
  const parts = /^\/i\/([^/]*)\/([^/]+)$/.exec(pathname);
  const list = decoded(parts?.[1] ?? "");
  const id = ImageId.safeParse(parts?.[2]);
  if (!parts || list === null || !id.success) return err("image_not_found");
  const pairs = list.split(",").map((pair): [string, string] => {
    const [name = "", ...value] = pair.split("=");
    return [name, value.join("=")];
  });
  const params = parseParams(pairs, rules.sizes);
  return params.ok ? ok({ source: { kind: "own", id: id.data }, params: params.value }) : params;
}

/** Reads `?url=…&w=…`. @returns `invalid_query`, `image_source_forbidden` */
export function readQuery(url: URL, rules: AddressRules): Result<Request> {
  const params = parseParams(url.searchParams, rules.sizes);
  if (!params.ok) return params;
  const texts = url.searchParams.getAll("url");
  if (texts.length !== 1) {
    const message = "must stand in the address once: an https address or the SHA-256 of a picture";
    return err("invalid_query", { errors: [{ path: "url", code: "custom", message }] });
  }
  const sources: SourceRules = { hosts: rules.hosts, ownHost: url.hostname };
  const source = parseSource(texts[0] ?? "", sources);
  return source.ok ? ok({ source: source.value, params: params.value }) : source;
}

/**
 * Gives a picture's target.
 *
 * @param sourceKey SHA-256 in hex: of an own picture's bytes, of a foreign one's address
 */
export function pictureTarget(
  { source, params }: Request,
  sourceKey: string,
  accept: string | null | undefined,
): Target {
  const own = source.kind === "own";
  // A content-addressed source has no other version: `v` must not split its cache.
  const effective = own ? { ...params, v: undefined } : params;
  const format = negotiateFormat(params.f, accept);
  return {
    kind: "picture",
    source,
    params: effective,
    format,
    key: `d/${sourceKey}/${canonicalParams(effective, format)}`,
    immutable: own || params.v !== undefined,
    negotiated: params.f === "auto",
    stem: stemOf(source),
  };
}

/** Gives the target of `/info`. */
export function infoTarget({ source, params }: Request, sourceKey: string): Target {
  const version = source.kind === "url" && params.v ? `,v=${params.v}` : "";
  return {
    kind: "info",
    source,
    key: `d/${sourceKey}/info${version}`,
    immutable: source.kind === "own" || params.v !== undefined,
    negotiated: false,
    stem: stemOf(source),
  };
}

const EXTENSIONS: Record<string, string> = {
  "image/webp": "webp",
  "image/jpeg": "jpg",
  "image/png": "png",
  "application/json": "json",
};

/** File name for `Content-Disposition`: letters, digits, hyphens and the extension of what is really sent. */
export function fileName(stem: string, type: string): string {
  return `${stem}.${EXTENSIONS[type] ?? "bin"}`;
}

function stemOf(source: Source): string {
  if (source.kind === "own") return source.id.slice(0, 16);
  const last = decoded(source.url.pathname.split("/").at(-1) ?? "") ?? "";
  const plain = last.replace(/\.[^.]*$/, "").replace(/[^A-Za-z0-9]+/g, "-");
  return plain.replace(/^-+|-+$/g, "").slice(0, 60) || "image";
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // A malformed escape: the caller treats it as no such address.
  }
}
