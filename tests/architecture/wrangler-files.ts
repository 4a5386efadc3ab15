/** Rules about wrangler files, over what tools/services.ts discovers. */
import { ENVIRONMENTS } from "../../tools/deploy/environment-file.ts";
import { type Service, type Stage, stageOf } from "../../tools/services.ts";

/** Lists private Workers that answer on a public host in some environment. */
export function publicDoorBreaches(services: readonly Service[]): string[] {
  return services
    .filter((service) => !service.isPublic)
    .flatMap((service) =>
      stages(service).flatMap(([place, stage]) => [
        ...(stage.workersDev ? [`${place}: a private Worker needs workers_dev = false`] : []),
        ...(stage.previewUrls ? [`${place}: a private Worker needs preview_urls = false`] : []),
        ...(stage.routes.length > 0 ? [`${place}: a private Worker has no route`] : []),
      ]),
    );
}

/** Lists what an environment lacks or has of a laptop: an `[env.*]` block, a binding, a local value. */
export function environmentBreaches(services: readonly Service[]): string[] {
  return services.flatMap((service) => [
    ...(service.local.env === undefined
      ? []
      : [`${service.configPath} states [env.*]: deploy/*.jsonc does`]),
    ...ENVIRONMENTS.flatMap((environment) => {
      const stage = service.environments[environment];
      if (!stage) return [`there is no deploy/${environment}.jsonc`];
      const place = `${service.configPath} (${environment})`;
      const lacking = service.surface.filter((entry) => !stage.surface.includes(entry));
      const local = Object.entries(stage.vars).filter(([, value]) => LOCAL.test(String(value)));
      return [
        ...lacking.map((entry) => `${place} lacks ${entry}`),
        ...local.map(([name, value]) => `${place}: ${name} is ${value}`),
      ];
    }),
  ]);
}

/** A value that has a meaning on one laptop only. */
const LOCAL = /localhost|127\.0\.0\.1|\.local\b|^local$/;

/** Lists Workers whose name is used twice: one would replace the other. */
export function nameBreaches(services: readonly Service[]): string[] {
  const seen = new Map<string, string>();
  return services.flatMap(stages).flatMap(([place, { name }]) => {
    const before = seen.get(name);
    seen.set(name, place);
    return before ? [`${place} and ${before} are both named ${name}`] : [];
  });
}

/** Lists what operations 4 asks of every Worker in every environment, local included, and is missing. */
export function observabilityBreaches(services: readonly Service[]): string[] {
  return services
    .flatMap(stages)
    .flatMap(([place, { observability, surface }]) => [
      ...(observability.logs ? [] : [`${place}: observability is off`]),
      ...(observability.traces ? [] : [`${place}: traces are off`]),
      ...(observability.redactsQuery ? [] : [`${place}: query strings would be recorded`]),
      ...(surface.some((entry) => entry.startsWith("version_metadata "))
        ? []
        : [`${place}: version_metadata is not bound`]),
    ]);
}

/** Queues whose messages need no second place: their rows are still there, or the next message says it again. */
const NO_DEAD_LETTERS = /-(steps|dead|mail-events)$/;

/** Lists queues with a foreign name, with two consumers, or whose dead letters no one reads. */
export function queueBreaches(services: readonly Service[]): string[] {
  const takers = new Map<string, string>();
  return services.flatMap(({ configPath, queues: { sent, taken } }) => [
    ...[...sent, ...taken.map(({ queue }) => queue)]
      .filter((queue) => !/^edgemart(-[a-z]+)+$/.test(queue))
      .map((queue) => `${configPath}: ${queue} is not named edgemart-…`),
    ...taken.flatMap(({ queue, dead }) => {
      const before = takers.get(queue);
      takers.set(queue, configPath);
      const wanted = NO_DEAD_LETTERS.test(queue) ? null : `${queue}-dead`;
      const isRead = dead === null || taken.some((each) => each.queue === dead);
      return [
        ...(before ? [`${configPath} and ${before} both take ${queue}`] : []),
        ...(dead === wanted ? [] : [`${configPath}: dead letters of ${queue} go to ${dead}`]),
        ...(isRead ? [] : [`${configPath}: no one reads ${dead}`]),
      ];
    }),
  ]);
}

/** Lists Workers whose compatibility date differs from the first one's. */
export function dateBreaches(services: readonly Service[]): string[] {
  const first = services[0];
  return services
    .filter((service) => service.compatibilityDate !== first?.compatibilityDate)
    .map(
      ({ configPath, compatibilityDate }) =>
        `${configPath} has ${compatibilityDate}, ${first?.configPath} ${first?.compatibilityDate}`,
    );
}

/** Lists rows of the gateway's table whose Worker is not bound, in any environment, by name. */
export function routeBreaches(
  rows: readonly { path: string; to: string }[],
  gateway: Service,
): string[] {
  return stages(gateway).flatMap(([place, stage]) =>
    rows
      .filter((row) => !stage.bindings.some((binding) => binding.binding === row.to))
      .map((row) => `${place}: the row ${row.path} goes to ${row.to}, which is not bound`),
  );
}

/** Lists `entrypoint`s that the callee's door does not export. `doorOf` gives the text of a Worker's main file. */
export function entrypointBreaches(
  services: readonly Service[],
  doorOf: (service: Service) => string,
): string[] {
  return services.flatMap((service) =>
    service.bindings.flatMap(({ binding, service: name, entrypoint }) => {
      const callee = services.find((one) => one.name === name);
      if (!entrypoint || !callee) return [];
      const exported = new RegExp(
        `export\\s+(class\\s+${entrypoint}\\b|\\{[^}]*\\b${entrypoint}\\b)`,
      );
      if (exported.test(doorOf(callee))) return [];
      return [
        `${service.configPath}: ${binding} names ${entrypoint}, which ${callee.main} does not export`,
      ];
    }),
  );
}

/** Every environment of a service with the words that place it in its file. */
export function stages(service: Service): [string, Stage][] {
  return [
    [service.configPath, service],
    ...Object.keys(service.environments).map((name): [string, Stage] => [
      `${service.configPath} (${name})`,
      stageOf(service, name),
    ]),
  ];
}
