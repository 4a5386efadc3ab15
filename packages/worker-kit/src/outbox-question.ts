/** Answers the question for events as they were written: its input is parsed, and so is every row. */
import { OutboxRow, OutboxSinceInput } from "@edgemart/contracts/outbox";

/** The question, as an entrypoint hands it on. */
export interface OutboxQuestion {
  /** @param input of an RPC: types vanish between Workers. @throws for what is no question of `OutboxRpc.since` */
  since(input: unknown): Promise<OutboxRow[]>;
}

/** Makes the answerer. @param read gives the rows of a queue after a place, by place */
export function outboxQuestion(
  read: (asked: OutboxSinceInput) => Promise<unknown[]>,
): OutboxQuestion {
  return {
    async since(input) {
      const rows = await read(OutboxSinceInput.parse(input));
      return rows.map((row) => OutboxRow.parse(row));
    },
  };
}
