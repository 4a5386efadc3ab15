/** Rules about direct dependencies: exact versions, and one line of justification each. */

/** A package.json as far as the rules read it. */
export interface Manifest {
  path: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** Lists dependencies whose version is a range: an install must give what was tested. */
export function pinBreaches(manifests: readonly Manifest[]): string[] {
  return manifests.flatMap((manifest) =>
    Object.entries(directDependencies(manifest))
      .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${manifest.path}: ${name} is ${version}, not one exact version`),
  );
}

/** Where one manifest needs another version, and why. */
const OWN_VERSIONS: Record<string, string[]> = {
  // openapi-typescript prints types with the compiler's JavaScript interface, which TypeScript 7 no longer has.
  "packages/testkit/package.json": ["typescript"],
};

/** Lists packages that two manifests pin to different versions. */
export function versionBreaches(manifests: readonly Manifest[]): string[] {
  const seen = new Map<string, { version: string; path: string }>();
  return manifests.flatMap((manifest) =>
    Object.entries(directDependencies(manifest)).flatMap(([name, version]) => {
      if (OWN_VERSIONS[manifest.path]?.includes(name)) return [];
      const before = seen.get(name) ?? { version, path: manifest.path };
      seen.set(name, before);
      if (before.version === version) return [];
      return [`${name} is ${version} in ${manifest.path} and ${before.version} in ${before.path}`];
    }),
  );
}

/**
 * Compares the page of justifications with the manifests.
 *
 * A line of the page is `| \`name\` | why |`; one for what no package depends on any more is a breach too.
 */
export function justificationBreaches(manifests: readonly Manifest[], page: string): string[] {
  const needed = new Set(
    manifests.flatMap((manifest) => Object.keys(directDependencies(manifest))).filter(isForeign),
  );
  const rows = [...page.matchAll(/^\| `([^`]+)` *\| *([^|]*?) *\|/gm)];
  const justified = new Set(rows.filter((row) => (row[2] ?? "").length > 20).map((row) => row[1]));
  return [
    ...[...needed]
      .filter((name) => !justified.has(name))
      .map((name) => `docs/dependencies.md does not justify ${name}`),
    ...[...justified]
      .filter((name) => name !== undefined && !needed.has(name))
      .map((name) => `docs/dependencies.md justifies ${name}, which nothing depends on`),
  ];
}

function directDependencies(manifest: Manifest): Record<string, string> {
  return { ...manifest.dependencies, ...manifest.devDependencies };
}

function isForeign(name: string): boolean {
  return !name.startsWith("@edgemart/");
}
