// Memory of one job: a bump allocator that the glue resets before each. AssemblyScript.

/** Behind the objects that the modules made at their start; nothing makes any later. */
let base: usize = 0;
let top: usize = 0;

/** Forgets everything that was allocated; stands before the first allocation. */
export function reset(): void {
  if (base == 0) base = heap.alloc(16);
  top = base;
}

/** Gives bytes aligned to 16; vector loads may read 64 bytes past any end. Traps when memory cannot grow. */
export function alloc(bytes: usize): usize {
  const at = top;
  top = (at + bytes + 15) & ~15;
  const wanted = top + 64;
  const present = (memory.size() as usize) << 16;
  if (wanted > present) {
    if (memory.grow(((wanted - present + 0xffff) >> 16) as i32) < 0) unreachable();
  }
  return at;
}
