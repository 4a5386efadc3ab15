/** What a program recorded of something, as it recorded it: names and values, for those who look for a cause. */
import styles from "../admin.module.css";

/** Draws each value with its name; empty ones are left out. */
export function DataFacts({ data }: { data: Record<string, unknown> }) {
  const known = Object.entries(data).filter(([, value]) => value !== null && value !== "");
  return (
    <code className={styles.code}>
      {known.map(([name, value]) => `${name}=${textOf(value)}`).join(" · ")}
    </code>
  );
}

function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
