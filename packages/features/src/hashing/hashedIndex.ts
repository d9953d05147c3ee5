/**
 * The index of a hashed name among 2^bits: |h| mod 2^bits for the signed 32-bit hash h.
 *
 * scikit-learn's `FeatureHasher` places names so, too, so that both give a name the same index.
 *
 * @param hash - a 32-bit hash
 * @param bits - the width is 2^bits, from 1 to 30
 */
export function hashedIndex(hash: number, bits: number): number {
  const h = hash | 0
  return (h < 0 ? -h : h) & ((1 << bits) - 1)
}
