-- What was done to accounts can be added to and read, never changed.
REVOKE UPDATE, DELETE ON member.security_event FROM edgemart_member;
