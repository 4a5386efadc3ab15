/** A word in a box: role and state of a member. */
import type { Role } from "@edgemart/contracts/identity";
import type { MemberStatus } from "@edgemart/contracts/member";
import styles from "../admin.module.css";

/** Draws a member's role. */
export function RoleBadge({ role, texts }: { role: Role; texts: Record<Role, string> }) {
  return (
    <span className={styles.badge} data-strong={role === "admin" ? "" : undefined}>
      {texts[role]}
    </span>
  );
}

interface StatusProps {
  status: MemberStatus;
  texts: Record<MemberStatus, string>;
}

/** Draws a member's status. */
export function StatusBadge({ status, texts }: StatusProps) {
  return (
    <span className={styles.badge} data-alarm={status === "disabled" ? "" : undefined}>
      {texts[status]}
    </span>
  );
}
