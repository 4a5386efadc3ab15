/** What a mark that voids tokens says, and which tokens it voids. Pure. @see docs/storage.md, decision 0020 */

/** When a token was issued, and what it was made from. */
export interface TokenStamp {
  /** Epoch seconds. */
  issuedAt: number;
  /** What a mark's floor is compared with; absent in a token of an earlier version. */
  made?: number | undefined;
}

const MARK = /^(\d+)(?:\.(\d+)(!\d*)?)?$/;

/**
 * Writes a mark: tokens made from less than the floor are revoked.
 *
 * As a number it is just above the second it was written in, and so revokes for readers of whole seconds what was issued
 * until then.
 *
 * @param now   epoch seconds
 * @param floor a version of the member's row, or an era: positive, and only ever raised
 */
export function markOf(now: number, floor: number): string {
  return `${now}.${floor}`;
}

/**
 * Tells whether a mark voids a token.
 *
 * The order of versions and eras decides, no clock: what is made after a change is good in the same instant. A mark
 * with `!` is of a change under way (`!2`: of two), which also voids all that was issued until then. A token without a stamp, or a
 * mark without a floor, is of an earlier version: there whole seconds decide. What is no mark revokes.
 */
export function isVoidedBy(
  mark: string | null | undefined,
  { issuedAt, made }: TokenStamp,
): boolean {
  if (mark === null || mark === undefined) return false;
  const form = MARK.exec(mark);
  if (!form) return true;
  const [, second, floor, underWay] = form;
  if (floor === undefined || made === undefined) return !(issuedAt >= Number(mark));
  return !(made >= Number(floor)) || (underWay !== undefined && issuedAt < Number(second));
}

/**
 * Lua: `voided(mark, issuedAt, made)`, the same rule; `made` is '' where it is absent.
 *
 * Strings in, so that every Redis reads them alike.
 */
export const VOIDED_LUA = `
local function voided(mark, issuedAt, made)
  local second, floor, underWay = string.match(mark, '^(%d+)%.(%d+)(!?)%d*$')
  if not floor and not string.match(mark, '^%d+$') then return true end
  if not floor or made == '' then
    local epoch = tonumber(mark)
    return not epoch or tonumber(issuedAt) < epoch
  end
  if tonumber(made) < tonumber(floor) then return true end
  return underWay == '!' and tonumber(issuedAt) < tonumber(second)
end
`;
