/** Finds files and folders that import each other in a ring. */
import { resolveImport, type SourceFile } from "./source-file.ts";

/** Entry of a folder → entry of the same folder that it imports → one import that shows it. */
type Graph = Map<string, Map<string, string>>;

/**
 * Lists the rings of a set of files, one sentence for each folder and ring.
 *
 * The entries of a folder are its files and its subfolders. An import is an edge between the two entries of the lowest
 * folder that holds both ends. So one rule covers files that import each other, rooms of a Worker, and parts of the
 * repository.
 *
 * @param files sources without tests; type-only imports count, because a reader follows them too
 */
export function ringBreaches(files: readonly SourceFile[]): string[] {
  return [...graphsOf(files)].flatMap(([folder, graph]) =>
    ringsOf(graph).map((ring) => {
      const edges = ring.map((from, at) => {
        const to = ring[(at + 1) % ring.length] ?? from;
        return graph.get(from)?.get(to);
      });
      return `${folder || "the root"}: ${[...ring, ring[0]].join(" → ")} (${edges.join("; ")})`;
    }),
  );
}

function graphsOf(files: readonly SourceFile[]): Map<string, Graph> {
  const paths = new Set(files.map(({ path }) => path));
  const graphs = new Map<string, Graph>();
  for (const file of files) {
    for (const specifier of file.imports) {
      const target = sourceOf(file, specifier, paths);
      if (target !== null && target !== file.path) addEdge(graphs, file.path, target);
    }
  }
  return graphs;
}

function addEdge(graphs: Map<string, Graph>, from: string, to: string): void {
  const [a, b] = [from.split("/"), to.split("/")];
  const depth = a.findIndex((part, at) => part !== b[at]);
  const folder = a.slice(0, depth).join("/");
  const graph = graphs.get(folder) ?? new Map<string, Map<string, string>>();
  const edges = graph.get(a[depth] ?? "") ?? new Map<string, string>();
  edges.set(b[depth] ?? "", `${from} imports ${to}`);
  graph.set(a[depth] ?? "", edges);
  graphs.set(folder, graph);
}

/** Gives the source file that a specifier leads to; null for what is installed, generated or no script. */
function sourceOf(file: SourceFile, specifier: string, paths: ReadonlySet<string>): string | null {
  const own = /^@edgemart\/([^/]+)\/(.+)$/.exec(specifier);
  const inside = /^#(.+)$/.exec(specifier);
  const target = own
    ? `packages/${own[1]}/src/${own[2]}`
    : inside
      ? `${file.path.split("/src/")[0]}/src/${inside[1]}`
      : resolveImport(file, specifier);
  if (target === null) return null;
  return ["", ".ts", ".tsx"].map((end) => target + end).find((path) => paths.has(path)) ?? null;
}

/** Depth-first: an edge back to an entry of the present path closes a ring. Each entry is entered once. */
function ringsOf(graph: Graph): string[][] {
  const rings: string[][] = [];
  const seen = new Set<string>();
  const enter = (entry: string, above: readonly string[]): void => {
    const start = above.indexOf(entry);
    if (start >= 0) rings.push(above.slice(start));
    if (seen.has(entry)) return;
    seen.add(entry);
    for (const next of graph.get(entry)?.keys() ?? []) enter(next, [...above, entry]);
  };
  for (const entry of graph.keys()) enter(entry, []);
  return rings;
}
