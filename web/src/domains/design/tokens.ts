/** Names of the design's decisions, for showing them. The values are in styles/tokens.css only; a test holds both together. */
export const TOKENS = {
  grounds: ["paper", "surface", "sunk", "accent-soft", "error-soft"],
  inks: ["ink", "ink-soft", "accent", "sale", "error"],
  lines: ["line", "line-strong", "focus"],
  texts: ["text-display", "text-heading", "text-title", "text-lead", "text-body", "text-small"],
  spaces: [
    "space-1",
    "space-2",
    "space-3",
    "space-4",
    "space-5",
    "space-6",
    "space-7",
    "space-8",
    "space-9",
  ],
} as const;
