/** One operation in a file, under its own name: where a route is follows from the id in the OpenAPI document. */
import type { SourceFile } from "./source-file.ts";

/** Refuses a route under another name than its operation, in another file than the operation's, or next to a second one. */
export function routeNameBreaches({ path, code }: SourceFile): string[] {
  if (!/^workers\/[^/]+\/src\/routes\//.test(path)) return [];
  const routes = [...code.matchAll(/\bexport const (\w+): Route<\s*"(\w+)"/g)];
  return routes.flatMap(([, name, id = ""]) => {
    const wanted = path.replace(/\/src\/routes\/.+$/, `/src/routes/${kebab(id)}.ts`);
    const reasons = [
      name === id ? null : `${name} answers ${id}: name it so`,
      path === wanted ? null : `${id} is placed in ${wanted}`,
      routes.length === 1 ? null : `${id} is one of ${routes.length} operations in the file`,
    ];
    return reasons.flatMap((reason) => (reason ? [`${path}: ${reason}`] : []));
  });
}

function kebab(id: string): string {
  return id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
