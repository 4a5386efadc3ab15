/** Time on the wire: RFC 3339 in UTC. */
import { z } from "zod";

export const Timestamp = z.iso.datetime().meta({ example: "2026-11-20T09:00:00.000Z" });
