/** Loads the Lua VM (fengari) and gives it Redis's numbers: doubles only, printed as Lua 5.1 prints them. */
import { createRequire } from "node:module";

/** A Lua state; opaque. */
export type LuaState = { readonly lua: unique symbol };

type Bytes = Uint8Array;

/** The part of Lua's C API that is used here, under its own names (Lua 5.3 manual §4.8). */
export interface LuaApi {
  lua_gettop(L: LuaState): number;
  lua_settop(L: LuaState, index: number): void;
  lua_type(L: LuaState, index: number): number;
  lua_toboolean(L: LuaState, index: number): boolean;
  lua_tonumber(L: LuaState, index: number): number;
  lua_tostring(L: LuaState, index: number): Bytes;
  lua_pushnil(L: LuaState): void;
  lua_pushboolean(L: LuaState, value: boolean): void;
  lua_pushnumber(L: LuaState, value: number): void;
  lua_pushstring(L: LuaState, value: Bytes): void;
  lua_pushjsfunction(L: LuaState, f: (L: LuaState) => number): void;
  lua_createtable(L: LuaState, list: number, record: number): void;
  lua_rawget(L: LuaState, index: number): number;
  lua_rawgeti(L: LuaState, index: number, n: number): number;
  lua_rawseti(L: LuaState, index: number, n: number): void;
  lua_rawset(L: LuaState, index: number): void;
  lua_pushglobaltable(L: LuaState): void;
  lua_setglobal(L: LuaState, name: Bytes): void;
  lua_pcall(L: LuaState, args: number, results: number, handler: number): number;
  lua_error(L: LuaState): never;
  lua_sethook(L: LuaState, hook: ((L: LuaState) => void) | null, mask: number, n: number): void;
}

interface LuaLibraries {
  luaL_newstate(): LuaState;
  luaL_requiref(L: LuaState, name: Bytes, open: unknown, global: number): void;
  luaL_loadbuffer(L: LuaState, code: Bytes, length: number, name: Bytes): number;
  luaL_error(L: LuaState, message: Bytes): never;
  luaL_ref(L: LuaState, table: number): number;
}

interface Fengari {
  lua: LuaApi & { LUA_REGISTRYINDEX: number; LUA_MASKCOUNT: number };
  lauxlib: LuaLibraries;
  lualib: Record<"luaopen_base" | "luaopen_table" | "luaopen_string" | "luaopen_math", unknown>;
}

interface Numeral {
  value: number;
  ttisinteger(): boolean;
  setfltvalue(value: number): void;
}

type ReadNumeral = (text: Bytes, into: Numeral) => number;

const require = createRequire(import.meta.url);

/** Type tags of Lua values (lua.h). */
export const LUA_TYPE = { nil: 0, boolean: 1, number: 3, string: 4, table: 5 } as const;

export const { lua, lauxlib, lualib } = load();

/**
 * fengari is Lua 5.3 with 32-bit integers: `ARGV[1] * 1000` on a timestamp would wrap and 10/2 would read "5.0".
 * Its own switch turns off ".0"; reading every numeral as a float keeps integers from arising.
 */
function load(): Fengari {
  process.env.FENGARICONF ??= JSON.stringify({ LUA_COMPAT_FLOATSTRING: true });
  const fengari = require("fengari") as Fengari;
  const internals = require("fengari/src/lobject.js") as { luaO_str2num: ReadNumeral };
  const original = internals.luaO_str2num;
  internals.luaO_str2num = (text, into) => {
    const length = original(text, into);
    if (length !== 0 && into.ttisinteger()) into.setfltvalue(into.value);
    return length;
  };
  return fengari;
}

/** Converts a byte string to Lua's representation. */
export function luaBytes(text: string): Bytes {
  return new Uint8Array(Buffer.from(text, "latin1"));
}

/** Converts a Lua string to a byte string. */
export function byteString(bytes: Bytes): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
