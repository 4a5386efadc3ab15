/** Converts between Redis replies and Lua values, as the EVAL manual defines; touches the Lua stack only. */
import { RedisError } from "../redis-store.ts";
import { type RawReply, Status } from "./command.ts";
import { byteString, LUA_TYPE, type LuaState, lua, luaBytes } from "./lua-vm.ts";
import { scoreText } from "./score.ts";

/** Reads the arguments of a Lua call as a command. @throws RedisError for other types than string and number */
export function readArguments(L: LuaState): string[] {
  return Array.from({ length: lua.lua_gettop(L) }, (_, i) => {
    const type = lua.lua_type(L, i + 1);
    if (type === LUA_TYPE.string) return byteString(lua.lua_tostring(L, i + 1));
    if (type === LUA_TYPE.number) return scoreText(lua.lua_tonumber(L, i + 1));
    throw new RedisError("ERR Lua redis lib command arguments must be strings or integers");
  });
}

/** Redis → Lua: null is `false`, a status `{ok=}`, an error `{err=}` ("Lua to Redis conversion", EVAL manual). */
export function pushReply(L: LuaState, reply: RawReply): void {
  if (reply === null) lua.lua_pushboolean(L, false);
  else if (typeof reply === "number") lua.lua_pushnumber(L, reply);
  else if (typeof reply === "string") lua.lua_pushstring(L, luaBytes(reply));
  else if (reply instanceof Status) pushField(L, "ok", reply.text);
  else if (reply instanceof RedisError) pushField(L, "err", reply.message);
  else {
    lua.lua_createtable(L, reply.length, 0);
    reply.forEach((item, i) => {
      pushReply(L, item);
      lua.lua_rawseti(L, -2, i + 1);
    });
  }
}

function pushField(L: LuaState, name: string, value: string): void {
  lua.lua_createtable(L, 0, 1);
  lua.lua_pushstring(L, luaBytes(name));
  lua.lua_pushstring(L, luaBytes(value));
  lua.lua_rawset(L, -3);
}

/** Lua → Redis: numbers lose their fraction, `true` is 1, `false` and nil are null, a list ends at its first nil. */
export function readReply(L: LuaState, index: number): RawReply {
  switch (lua.lua_type(L, index)) {
    case LUA_TYPE.number:
      return Math.trunc(lua.lua_tonumber(L, index));
    case LUA_TYPE.string:
      return byteString(lua.lua_tostring(L, index));
    case LUA_TYPE.boolean:
      return lua.lua_toboolean(L, index) ? 1 : null;
    case LUA_TYPE.table:
      return readTable(L);
    default:
      return null;
  }
}

/** Reads the table on top of the stack and leaves it there. */
function readTable(L: LuaState): RawReply {
  const error = readField(L, "err");
  if (error !== undefined) return new RedisError(error);
  const status = readField(L, "ok");
  if (status !== undefined) return new Status(status);
  const items: RawReply[] = [];
  for (let i = 1; ; i++) {
    const type = lua.lua_rawgeti(L, -1, i);
    const item = readReply(L, -1);
    lua.lua_settop(L, -2);
    if (type === LUA_TYPE.nil) return items;
    items.push(item);
  }
}

function readField(L: LuaState, name: string): string | undefined {
  lua.lua_pushstring(L, luaBytes(name));
  const found = lua.lua_rawget(L, -2) === LUA_TYPE.string;
  const text = found ? byteString(lua.lua_tostring(L, -1)) : undefined;
  lua.lua_settop(L, -2);
  return text;
}
