/** What a rooms table says of one room, and the packages that several rooms may import. */

/** A row of a rooms table; `Room` is the union of the table's rooms. */
export interface RoomRule<Room extends string = string> {
  /** Rooms of the same Worker. */
  rooms: readonly Room[];
  packages: readonly RegExp[];
  /** Further paths (below `workers/`, or from the root), and packages, that are allowed, each with its reason. */
  besides?: readonly (readonly [what: RegExp, why: string])[];
}

export const CONTRACTS = /^@edgemart\/contracts\//;
export const KIT = /^@edgemart\/worker-kit\//;
export const KEPT = /^@edgemart\/kept\//;
export const HONO = /^hono(\/|$)/;
export const ZOD = /^zod$/;
