/** Reads Stryker's report: how many mutants were noticed, and which were not. Pure. */

/** What is read of the report. @see mutation-testing-report-schema */
export interface StrykerReport {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}
interface Mutant {
  mutatorName: string;
  replacement?: string;
  status: string;
  location: { start: Position; end: Position };
}
interface Position {
  line: number;
  column: number;
}

/** How many mutants of a target tests noticed. */
export interface Score {
  mutants: number;
  /** Noticed: a test failed, or did not end. */
  killed: number;
  /** Those of them that did not end in time: on a machine without time for them they may be none. */
  timedOut: number;
  /** 0 to 100; 100 without a mutant. */
  percent: number;
  survivors: Survivor[];
}
/** A mutant that no test noticed. */
export interface Survivor {
  /** `path:line`. */
  at: string;
  mutator: string;
  /** The changed text, one line. */
  from: string;
  to: string;
  /** Whether any test ran over it. */
  isCovered: boolean;
}

const NOTICED = ["Killed", "Timeout"];
const MISSED = ["Survived", "NoCoverage"];

/** Counts what was noticed; mutants that do not compile or are ignored count neither way. */
export function scoreOf({ files }: StrykerReport): Score {
  const all = Object.entries(files).flatMap(([path, file]) =>
    file.mutants.map((mutant) => ({ path, source: file.source, mutant })),
  );
  const killed = all.filter(({ mutant }) => NOTICED.includes(mutant.status)).length;
  const timedOut = all.filter(({ mutant }) => mutant.status === "Timeout").length;
  const missed = all.filter(({ mutant }) => MISSED.includes(mutant.status));
  const mutants = killed + missed.length;
  return {
    mutants,
    killed,
    timedOut,
    percent: mutants === 0 ? 100 : (killed / mutants) * 100,
    survivors: missed.map(({ path, source, mutant }) => ({
      at: `${path}:${mutant.location.start.line}`,
      mutator: mutant.mutatorName,
      from: oneLine(textAt(source, mutant.location)),
      to: oneLine(mutant.replacement ?? ""),
      isCovered: mutant.status === "Survived",
    })),
  };
}

function textAt(source: string, { start, end }: Mutant["location"]): string {
  const lines = source.split("\n").slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, at) =>
      line.slice(at === 0 ? start.column - 1 : 0, at === last ? end.column - 1 : undefined),
    )
    .join("\n");
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
