/** The mark: a sheet with one cut corner, and the E its edges leave. */
export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg aria-hidden="true" focusable="false" height={size} viewBox="0 0 30 30" width={size}>
      <path d="M0 0h20l10 10v20H0z" fill="var(--accent)" />
      <path d="M8 8h9l3.2 3.2H11.6v2.3H19v3.2h-7.4v2.3H22V22H8z" fill="var(--on-accent)" />
    </svg>
  );
}
