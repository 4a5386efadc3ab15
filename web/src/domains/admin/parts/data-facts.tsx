/** What a program recorded of something: each value with its word, for those who look for a cause. */
import type { Messages } from "#messages/fill.ts";
import styles from "../admin.module.css";
import { dataWord } from "./data-word.ts";

interface FactsProps {
  data: Record<string, unknown>;
  texts: Messages["admin"]["timeline"]["details"];
}

/** Draws each value with its word; empty ones are left out. */
export function DataFacts({ data, texts }: FactsProps) {
  const known = Object.entries(data).filter(([, value]) => value !== null && value !== "");
  return known.map(([name, value], index) => (
    <span key={name}>
      {index > 0 && " · "}
      {dataWord(name, texts)}: <code className={styles.code}>{textOf(value)}</code>
    </span>
  ));
}

function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
