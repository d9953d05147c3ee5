/** Events kept, at most. */
const SIZE = 1024

/** Numbers kept, at most: of wide events fewer are kept, and of those with more non-zeros than the second none. */
const NUMBERS = 2 ** 17
export const WIDEST = 4096

/** Room for so many events at first. */
export const ROOM = 64

/** How many events of so many non-zeros are kept. */
export function sizeOf(stride: number): number {
  return Math.min(SIZE, Math.floor(NUMBERS / stride))
}

/** Room for so many events. */
export function roomOf(count: number, stride: number): number {
  let room = Math.min(ROOM, sizeOf(stride))
  while (room < count) room = Math.min(2 * room, sizeOf(stride))
  return room
}
