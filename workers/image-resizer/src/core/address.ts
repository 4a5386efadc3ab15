/** The two forms of a picture's address → one target with one cache key. Pure, given the hash of a source's address. */
import { ImageId } from "@edgemart/contracts/images";
import { err, ok, type Result } from "@edgemart/contracts/result";
import { type AvifPolicy, negotiateFormat } from "./negotiate.ts";
import { canonicalParams, type PictureParams, parseParams } from "./params.ts";
import { parseSource, type Source, type SourceRules } from "./source.ts";

/** What an address may name. */
export interface AddressRules {
  hosts: readonly string[];
  sizes: readonly number[];
}

/** What an address asks for, before its source has a key. */
export interface Request {
  source: Source;
  params: PictureParams;
  /** What proves that the shop made the address; read only where signatures are asked for. */
  proof?: Proof;
}

/** Signature and end of an address. */
export interface Proof {
  /** HMAC-SHA256 in base64url. */
  s: string | null;
  /** Epoch seconds after which the address is refused, as written; null: never. */
  exp: string | null;
}

/** What an address leads to. */
export type Target = {
  source: Source;
  /** R2 key of the derivative, and the key of every cache above it. */
  key: string;
  /** True when the address names its content (a SHA-256, a version) or is signed. */
  immutable: boolean;
  /** Epoch milliseconds after which the address is refused; null: never. */
  expiresAt: number | null;
  /** True when the answer depends on `Accept`. */
  negotiated: boolean;
  /** File name without its extension. */
  stem: string;
} & (
  | {
      kind: "picture";
      params: PictureParams;
      format: PictureParams["f"];
      /** Given to the first viewers of what takes too long to make while a viewer waits. */
      meanwhile: Target | null;
    }
  | { kind: "info" }
);
type PictureTarget = Extract<Target, { kind: "picture" }>;

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
  if (!params.ok) return params;
  return ok({
    source: { kind: "own", id: id.data },
    params: params.value,
    proof: proofIn(new Map(pairs)),
  });
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
  if (!source.ok) return source;
  return ok({
    source: source.value,
    params: params.value,
    proof: proofIn(new Map(url.searchParams)),
  });
}

function proofIn(pairs: ReadonlyMap<string, string>): Proof {
  return { s: pairs.get("s") ?? null, exp: pairs.get("exp") ?? null };
}

/**
 * The text an address is signed over: source, canonical parameters and end, one a line.
 *
 * Both forms of an address have the same one, so they have the same signature.
 */
export function signedText({ source, params, proof }: Request): string {
  const from = source.kind === "own" ? source.id : source.url.href;
  return [
    from,
    canonicalParams(effectiveParams({ source, params }), params.f),
    proof?.exp ?? "",
  ].join("\n");
}

/** A content-addressed source has no other version: `v` must not split its cache. */
function effectiveParams({ source, params }: Pick<Request, "source" | "params">): PictureParams {
  return source.kind === "own" ? { ...params, v: undefined } : params;
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
  avif: AvifPolicy,
): Target {
  const own = source.kind === "own";
  const effective = effectiveParams({ source, params });
  const format = negotiateFormat(params.f, accept, avif);
  const target: PictureTarget = {
    kind: "picture",
    source,
    params: effective,
    format,
    key: `d/${sourceKey}/${canonicalParams(effective, format)}`,
    immutable: own || params.v !== undefined,
    expiresAt: null,
    negotiated: params.f === "auto",
    stem: stemOf(source),
    meanwhile: null,
  };
  if (params.f !== "auto" || format !== "avif") return target;
  const key = `d/${sourceKey}/${canonicalParams(effective, "webp")}`;
  return { ...target, meanwhile: { ...target, key, format: "webp" } };
}

/** Marks a target whose address the shop has signed. @param exp epoch seconds as written, or null */
export function signedTarget(target: Target, exp: string | null): Target {
  return { ...target, immutable: true, expiresAt: exp === null ? null : Number(exp) * 1000 };
}

/** Gives the target of `/info`. */
export function infoTarget({ source, params }: Request, sourceKey: string): Target {
  const version = source.kind === "url" && params.v ? `,v=${params.v}` : "";
  return {
    kind: "info",
    source,
    key: `d/${sourceKey}/info${version}`,
    immutable: source.kind === "own" || params.v !== undefined,
    expiresAt: null,
    negotiated: false,
    stem: stemOf(source),
  };
}

const EXTENSIONS: Record<string, string> = {
  "image/webp": "webp",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/gif": "gif",
  "image/avif": "avif",
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
