/** More than one row of a capture can hold (a filter takes at least four bytes, a code one): what goes beyond is decoded, but not listed. */
const MAX_LISTED = 300_000;

/** Adds an item to a list of a summary, which stays bounded however long the packet is. */
export function addListed<Item>(list: Item[], item: Item): void {
  if (list.length < MAX_LISTED) list.push(item);
}
