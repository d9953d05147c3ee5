import type { Dtype } from '../vocabulary.ts'
import { SIZE } from './entries.ts'

/**
 * Numbers as little-endian bytes, on every machine the same: NaN has many bit patterns, of which one is written.
 *
 * @throws RangeError if a number does not fit its dtype
 */
export function toBytes(values: ArrayLike<number>, dtype: Dtype): Uint8Array {
  if (dtype === 'U8' && values instanceof Uint8Array) return new Uint8Array(values)
  const n = values.length
  const bytes = new Uint8Array(n * SIZE[dtype])
  const view = new DataView(bytes.buffer)
  if (dtype === 'F64') {
    for (let i = 0; i < n; i++) {
      const value = values[i] as number
      if (Number.isNaN(value)) view.setUint32(8 * i + 4, 0x7ff80000, true)
      else view.setFloat64(8 * i, value, true)
    }
    return bytes
  }
  const wide = dtype === 'U32'
  for (let i = 0; i < n; i++) {
    const value = values[i] as number
    if (value !== (wide ? value >>> 0 : value & 255)) {
      throw new RangeError(`values[${i}] should be an integer that fits ${dtype}, but is ${value}`)
    }
    if (wide) view.setUint32(4 * i, value, true)
    else bytes[i] = value
  }
  return bytes
}

/** Whether every NaN in these bytes is the one that `toBytes` writes. */
export function isCanonical(bytes: Uint8Array, dtype: Dtype): boolean {
  if (dtype !== 'F64') return true
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let i = 0; i < bytes.length; i += 8) {
    const high = view.getUint32(i + 4, true)
    if ((high & 0x7ff00000) !== 0x7ff00000) continue
    const low = view.getUint32(i, true)
    const isInfinity = (high & 0xfffff) === 0 && low === 0
    if (!isInfinity && (high !== 0x7ff80000 || low !== 0)) return false
  }
  return true
}

/** The numbers of little-endian bytes, in an array of their own. */
export function fromBytes(bytes: Uint8Array, dtype: Dtype): Float64Array | Uint32Array | Uint8Array {
  if (dtype === 'U8') return new Uint8Array(bytes) // not slice, which in Node's Buffer is a view
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const n = bytes.length / SIZE[dtype]
  if (dtype === 'U32') {
    const values = new Uint32Array(n)
    for (let i = 0; i < n; i++) values[i] = view.getUint32(4 * i, true)
    return values
  }
  const values = new Float64Array(n)
  for (let i = 0; i < n; i++) values[i] = view.getFloat64(8 * i, true)
  return values
}
