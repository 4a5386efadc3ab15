/** The Lua code that turns a bare VM into Redis's scripting environment; run once per state. */

/**
 * Lua 5.1 where 5.3 differs, and Redis's sandbox: no loading from disk, no new globals, typos raise.
 * floor and ceil give floats, as integers are 32 bits wide in this VM; pcall gives an error reply's text.
 */
export const PRELUDE = `
local floor, ceil, format = math.floor, math.ceil, string.format
math.floor = function(x) return floor(x) + 0.0 end
math.ceil = function(x) return ceil(x) + 0.0 end
string.format = function(f, ...)
  f = f:gsub("%%([-+ #0]*%d*)([di%%])", function(flags, c)
    return "%" .. flags .. (c == "%" and "%" or ".0f")
  end)
  return format(f, ...)
end
unpack, loadstring, math.pow = table.unpack, load, function(a, b) return a ^ b end
dofile, loadfile, require, print, collectgarbage = nil, nil, nil, nil, nil
local raise, invoke, protect = error, __call, pcall
__call = nil
local function flatten(ok, first, ...)
  if not ok and type(first) == "table" and first.err then first = first.err end
  return ok, first, ...
end
pcall = function(...) return flatten(protect(...)) end
redis = {
  LOG_DEBUG = 0, LOG_VERBOSE = 1, LOG_NOTICE = 2, LOG_WARNING = 3,
  log = function() end,
  sha1hex = __sha1hex,
  call = function(...)
    local ok, reply = invoke(...)
    if ok then return reply end
    raise(reply, 0)
  end,
  pcall = function(...)
    local _, reply = invoke(...)
    return reply
  end,
  error_reply = function(text) return { err = text } end,
  status_reply = function(text) return { ok = text } end,
}
__sha1hex = nil
KEYS, ARGV = {}, {}
setmetatable(_G, {
  __newindex = function(_, name)
    raise("Attempt to modify a readonly table script: global " .. tostring(name), 2)
  end,
  __index = function(_, name)
    raise("Script attempted to access nonexistent global variable '" .. tostring(name) .. "'", 2)
  end,
})`;
