import type { Stateful } from '@rivulet/core'
import { type Expected, isRecord, loadJson, saveJson } from '../savedJson.ts'
import type { History, HistoryState } from './history.ts'
import { isPoint, POINTS, type Point } from './points.ts'

const HISTORY: Expected<HistoryState<Point>> = {
  words: `at most ${POINTS} points of charts, and how many were passed over`,
  is(value): value is HistoryState<Point> {
    if (!isRecord(value)) return false
    const { points, last, stride, skipped } = value
    if (!Array.isArray(points) || points.length > POINTS || !points.every(isPoint)) return false
    const spread = Number.isSafeInteger(stride) && Number.isSafeInteger(skipped)
    return spread && 0 <= Number(skipped) && Number(skipped) < Number(stride) && (last === undefined || isPoint(last))
  },
}

/** What the charts show, as a state. */
export function charts(history: History<Point>): Stateful {
  return {
    save: (to) => saveJson(to, 'history', history.state),
    load: (from) => {
      history.state = loadJson(from, 'history', HISTORY)
    },
  }
}
