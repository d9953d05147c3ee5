import { InvalidEvent } from '../invalidEvent.ts'
import { type Simd, simdOf } from '../kernels/simd.ts'
import { type WebAssemblyMemory, webAssembly } from './webAssembly.ts'

/** Up to so many numbers lie on the heap, where thousands of small arenas cost what they hold: 64 KiB. */
const SMALL = 8192

/** No more numbers: 4 GiB, which is all that WebAssembly addresses. */
const MOST = 2 ** 29

const PAGE = 65_536

/** Whether the system has refused a memory. Asking again would cost 50 ms each time, spent on collecting garbage. */
let refused = false

/**
 * One growing run of float64 numbers, 0 where nothing was written, and behind it some scratch memory.
 *
 * Beyond 64 KiB it lies in a `WebAssembly.Memory`, where there is one: that grows in place, so that memory never doubles
 * while it grows; room that was never written takes none; and SIMD kernels reach it.
 *
 * @example
 * ```ts
 * import { Arena } from '@rivulet/core/table'
 *
 * const arena = new Arena(2)
 * arena.values[1] = 0.5
 * arena.reserve(100_000)
 * arena.values[1] // => 0.5
 * arena.values[99_999] // => 0
 * ```
 */
export class Arena {
  /** The numbers; another array after every move. */
  values: Float64Array
  /** Where they lie, if not on the heap. */
  memory: WebAssemblyMemory | undefined
  /** The kernels that reach them there, unless they are refused. */
  simd: Simd | undefined
  /** Bytes of scratch memory, behind the numbers. */
  #scratch = 0

  /** @param numbers - how many there is room for at first */
  constructor(numbers: number) {
    this.values = new Float64Array(numbers)
  }

  /**
   * Makes room for so many numbers; those that are there stay as they are.
   *
   * @throws InvalidEvent where that is more than fits into memory; nothing has changed then
   */
  reserve(numbers: number): void {
    const { length } = this.values
    if (numbers <= length) return
    const most = MOST - this.#scratch / 8
    try {
      if (numbers > most) throw new RangeError('4 GiB are full')
      this.#grow(length, Math.min(most, Math.max(numbers, 2 * length)))
    } catch (cause) {
      throw new InvalidEvent(`features should fit into memory, but for ${numbers} weights it does not suffice`, {
        cause,
      })
    }
  }

  /** Where so many bytes of scratch memory begin, in bytes; they follow the numbers, and move with them. */
  scratch(bytes: number): number {
    const { length } = this.values
    if (this.memory !== undefined && bytes > this.#scratch) {
      const aligned = Math.ceil(bytes / 8) * 8
      enlarge(this.memory, 8 * length + aligned)
      this.#scratch = aligned
      this.values = new Float64Array(this.memory.buffer, 0, length)
    }
    return 8 * length
  }

  /** Has the numbers lie in a WebAssembly.Memory from now on, where kernels reach them, however few they are. */
  lift(): void {
    if (this.memory === undefined) this.#move(this.values.length, true)
  }

  /** From length to room; the old array is detached when memory grows, and has no length then. */
  #grow(length: number, room: number): void {
    if (this.memory === undefined) {
      this.#move(room, room > SMALL)
      return
    }
    enlarge(this.memory, room * 8 + this.#scratch)
    // What was scratch is numbers now.
    new Uint8Array(this.memory.buffer, length * 8, this.#scratch).fill(0)
    this.values = new Float64Array(this.memory.buffer, 0, room)
  }

  /** Moves off the heap, or to a larger array on it. */
  #move(room: number, off: boolean): void {
    const memory = off ? newMemory(room * 8) : undefined
    const values = memory === undefined ? new Float64Array(room) : new Float64Array(memory.buffer, 0, room)
    values.set(this.values)
    this.values = values
    this.memory = memory
    this.simd = memory && simdOf(memory)
  }
}

function newMemory(bytes: number): WebAssemblyMemory | undefined {
  const wasm = webAssembly()
  if (wasm === undefined || refused) return undefined
  try {
    return new wasm.Memory({ initial: Math.ceil(bytes / PAGE) })
  } catch {
    refused = true
    return undefined
  }
}

function enlarge(memory: WebAssemblyMemory, bytes: number): void {
  const more = Math.ceil((bytes - memory.buffer.byteLength) / PAGE)
  if (more > 0) memory.grow(more)
}
