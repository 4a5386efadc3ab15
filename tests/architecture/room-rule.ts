/** What a rooms table says of one room, and the packages that several rooms may import. */

/** A row of a rooms table; `Room` is the union of the table's rooms. */
export interface RoomRule<Room extends string = string> {
  /** Rooms of the same Worker. */
  rooms: readonly Room[];
  packages: readonly RegExp[];
  /** Further paths (below `workers/`, or from the root), and packages, that are allowed, each with its reason. */
  besides?: readonly (readonly [what: RegExp, why: string])[];
}

/** Imports of contracts. */
export const CONTRACTS = /^@edgemart\/contracts\//;
/** Imports of the Workers' common kit. */
export const KIT = /^@edgemart\/worker-kit\//;
/** Imports of the kept package. */
export const KEPT = /^@edgemart\/kept\//;
/** Imports of Hono and its parts. */
export const HONO = /^hono(\/|$)/;
/** The import of Zod. */
export const ZOD = /^zod$/;
