const view = new DataView(new ArrayBuffer(8))

/**
 * A probability cut to its leading significant bits, or to those of 1 − p where that is smaller: as fine, in proportion,
 * near 1 as near 0. It keeps the order: p ≤ q gives coarsen(p) ≤ coarsen(q).
 *
 * @param p - from 0 to 1
 * @param bits - how many bits stay, from 1 to 53
 */
export function coarsen(p: number, bits: number): number {
  // 1 − p is exact for p ≥ ½, and so is 1 − the cut.
  return p < 0.5 ? cut(p, bits) : 1 - cut(1 - p, bits)
}

/** Drops the last 53 − bits bits of the fraction. */
function cut(x: number, bits: number): number {
  if (bits === 53) return x
  view.setFloat64(0, x)
  const dropped = 53 - bits
  if (dropped >= 32) {
    view.setUint32(4, 0)
    view.setUint32(0, (view.getUint32(0) & (-1 << (dropped - 32))) >>> 0)
  } else {
    view.setUint32(4, (view.getUint32(4) & (-1 << dropped)) >>> 0)
  }
  return view.getFloat64(0)
}
