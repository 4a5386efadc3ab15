-- Finds members by a part of their e-mail or name without reading every row; drizzle-kit has no words for an expression index with an operator class.
CREATE INDEX member_search_idx ON member.member USING gin ((email_norm || ' ' || lower(name)) gin_trgm_ops) WHERE deleted_at IS NULL;
