/** Runs Redis scripts in a real Lua VM over the embedded commands: same conversions, same errors, atomic. */
import { createHash } from "node:crypto";
import { RedisError } from "../redis-store.ts";
import type { RawReply } from "./command.ts";
import { PRELUDE } from "./lua-prelude.ts";
import { pushReply, readArguments, readReply } from "./lua-values.ts";
import { byteString, type LuaState, lauxlib, lua, luaBytes, lualib } from "./lua-vm.ts";

/** Executes one command on behalf of a script. @throws RedisError */
export type Call = (args: string[]) => RawReply;

/** Compiled scripts and the state they share; one per store. */
export interface Scripting {
  /** Runs a script. @throws RedisError the script's own error, or one that says where it failed or does not compile */
  run(source: string, keys: string[], args: string[], call: Call): RawReply;
}

const SCRIPTS_MAX = 500;
/** A script holds up this entire process: far less than Redis's 5 s is enough. */
const SCRIPT_MS_MAX = 2_000;
const HOOK_EVERY = 10_000;

/** Creates an empty script cache; the Lua state is made on first use. */
export function createScripting(): Scripting {
  let state: LuaState | undefined;
  let current: Call = () => null;
  const functions = new Map<string, number>();

  const opened = () => {
    state ??= openState((args) => current(args));
    return state;
  };
  const compiled = (source: string): number => {
    const known = functions.get(source);
    if (known !== undefined) return known;
    if (functions.size >= SCRIPTS_MAX) {
      state = undefined; // compiled functions are part of the state and end with it
      functions.clear();
    }
    const reference = compile(opened(), source);
    functions.set(source, reference);
    return reference;
  };
  return {
    run(source, keys, args, call) {
      const reference = compiled(source);
      const L = opened();
      current = call;
      setList(L, "KEYS", keys);
      setList(L, "ARGV", args);
      lua.lua_rawgeti(L, lua.LUA_REGISTRYINDEX, reference);
      return finish(L, sha1(source));
    },
  };
}

function openState(call: Call): LuaState {
  const L = lauxlib.luaL_newstate();
  for (const [name, open] of [
    ["_G", lualib.luaopen_base],
    ["table", lualib.luaopen_table],
    ["string", lualib.luaopen_string],
    ["math", lualib.luaopen_math],
  ] as const) {
    lauxlib.luaL_requiref(L, luaBytes(name), open, 1);
  }
  lua.lua_pushjsfunction(L, (inner) => invoke(inner, call));
  lua.lua_setglobal(L, luaBytes("__call"));
  lua.lua_pushjsfunction(L, (inner) => {
    pushReply(inner, sha1(byteString(lua.lua_tostring(inner, 1))));
    return 1;
  });
  lua.lua_setglobal(L, luaBytes("__sha1hex"));
  const prelude = luaBytes(PRELUDE);
  const failed =
    lauxlib.luaL_loadbuffer(L, prelude, prelude.length, luaBytes("=prelude")) ||
    lua.lua_pcall(L, 0, 0, 0);
  if (failed) throw new Error(byteString(lua.lua_tostring(L, -1)));
  lua.lua_settop(L, 0);
  return L;
}

function compile(L: LuaState, source: string): number {
  const code = luaBytes(source);
  if (lauxlib.luaL_loadbuffer(L, code, code.length, luaBytes("@user_script"))) {
    const reason = byteString(lua.lua_tostring(L, -1));
    lua.lua_settop(L, 0);
    throw new RedisError(`ERR Error compiling script (new function): ${reason}`);
  }
  return lauxlib.luaL_ref(L, lua.LUA_REGISTRYINDEX);
}

/** Calls the function on the stack under a time limit and turns its result into a reply. */
function finish(L: LuaState, sha: string): RawReply {
  const until = Date.now() + SCRIPT_MS_MAX;
  const tooLong = luaBytes(`script ran longer than ${SCRIPT_MS_MAX} ms`);
  const watch = (inner: LuaState) => {
    if (Date.now() > until) lauxlib.luaL_error(inner, tooLong);
  };
  lua.lua_sethook(L, watch, lua.LUA_MASKCOUNT, HOOK_EVERY);
  try {
    const failed = lua.lua_pcall(L, 0, 1, 0);
    const reply = readReply(L, -1);
    if (reply instanceof RedisError) throw reply;
    if (!failed) return reply;
    throw new RedisError(`ERR ${String(reply)} script: ${sha}, on @user_script.`);
  } finally {
    lua.lua_sethook(L, null, 0, 0);
    lua.lua_settop(L, 0);
  }
}

/** redis.call's body: returns `true, reply` or `false, {err = …}`; Lua raises, so that no frame of ours unwinds. */
function invoke(L: LuaState, call: Call): number {
  let reply: RawReply;
  try {
    reply = call(readArguments(L));
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    reply = error;
  }
  lua.lua_settop(L, 0);
  lua.lua_pushboolean(L, !(reply instanceof RedisError));
  pushReply(L, reply);
  return 2;
}

function setList(L: LuaState, name: string, items: string[]): void {
  lua.lua_pushglobaltable(L);
  lua.lua_pushstring(L, luaBytes(name));
  pushReply(L, items);
  lua.lua_rawset(L, -3);
  lua.lua_settop(L, 0);
}

function sha1(source: string): string {
  return createHash("sha1").update(source, "latin1").digest("hex");
}
