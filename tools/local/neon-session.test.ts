import { expect, test } from "vitest";
import { mayLeaveState } from "./neon-session.ts";

test.each([
  "select 1",
  "  \n-- why\n/* a * b */ WITH a AS (SELECT 1) SELECT * FROM a",
  "(values (1)) union all (select 2)",
  "update t set x = 1 where y = pg_advisory_xact_lock(3)",
  "with quick as (select set_config('synchronous_commit', 'off', true)) select 1",
  "insert into template (temperature) values ($1)",
  "merge into a using b on true when matched then delete",
])("a statement that reads and writes rows leaves the session as it was: %s", (query) => {
  expect(mayLeaveState(query)).toBe(false);
});

test.each([
  "set search_path to nowhere",
  "begin",
  "/* select */ listen news",
  "do $$ begin perform 1; end $$",
  "prepare p as select 1",
  "create temp table x (y int)",
  "select set_config('search_path', 'x', false)",
  "SELECT PG_ADVISORY_LOCK(1)",
  "select pg_try_advisory_lock_shared(1)",
  "select 1 as x into temp y",
  "",
  "-- nothing",
])("what may change the session is said to: %s", (query) => {
  expect(mayLeaveState(query)).toBe(true);
});
