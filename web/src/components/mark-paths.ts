/** The mark as paths in a square of 30: a sheet with one cut corner, and the E its edges leave. */
export const MARK = {
  sheet: "M0 0h20l10 10v20H0z",
  letter: "M8 8h9l3.2 3.2H11.6v2.3H19v3.2h-7.4v2.3H22V22H8z",
} as const;
