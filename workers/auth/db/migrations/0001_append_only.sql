-- What happened can be added to and read, never changed.
REVOKE UPDATE, DELETE ON auth.audit_event, auth.audit_seal FROM edgemart_auth;
