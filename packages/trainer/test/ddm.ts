import type { Detector, SnapshotReader, SnapshotWriter } from '@rivulet/core'

/** A small drift detector for the tests: DDM of Gama et al. (2004), at 2 and 3 standard deviations above the best seen. */
export class Ddm implements Detector {
  #state = fresh()

  update(error: number): 'stable' | 'warning' | 'drift' {
    const state = this.#state
    state.n += 1
    state.p += (error - state.p) / state.n
    const s = Math.sqrt((state.p * (1 - state.p)) / state.n)
    if (state.n < 30) return 'stable'
    if (state.p + s < state.least) Object.assign(state, { least: state.p + s, pLeast: state.p, sLeast: s })
    if (state.p + s >= state.pLeast + 3 * state.sLeast) {
      this.#state = fresh()
      return 'drift'
    }
    return state.p + s >= state.pLeast + 2 * state.sLeast ? 'warning' : 'stable'
  }

  save(to: SnapshotWriter): void {
    to.array('ddm', Object.values(this.#state))
  }

  load(from: SnapshotReader): void {
    const [n, p, least, pLeast, sLeast] = from.array('ddm') as Float64Array
    Object.assign(this.#state, { n, p, least, pLeast, sLeast })
  }
}

function fresh() {
  return { n: 0, p: 0, least: Infinity, pLeast: Infinity, sLeast: Infinity }
}
