import type { SnapshotReader, SnapshotWriter } from '@rivulet/core'
import { between, checkSaved, readArray, whole } from '@rivulet/core/snapshot'
import { loadLines, saveLines } from '../plain/lines.ts'
import { type Aging, AgingMap, isKey, type Key } from './agingMap.ts'

/**
 * Writes the keys and the deadlines of a table in columns, from the oldest to the newest: thousands of them are copied in the time of
 * a few events. Keys that are numbers are an array; the others are plain data, a line each; `kinds` says which comes next.
 */
export function saveTable(to: SnapshotWriter, table: AgingMap<unknown>): void {
  const kinds = new Uint8Array(table.size)
  const numbers: number[] = []
  const others: Key[] = []
  const deadlines = new Float64Array(table.size)
  let i = 0
  for (const { key, deadline } of table as Iterable<Aging<unknown>>) {
    if (typeof key === 'number') numbers.push(key)
    else {
      kinds[i] = 1
      others.push(key)
    }
    deadlines[i++] = deadline
  }
  to.array('kinds', kinds, 'U8')
  to.array('numbers', numbers)
  saveLines(to, 'others', others)
  to.array('deadlines', deadlines)
}

/**
 * Reads what {@link saveTable} wrote, with the values that belong to the keys.
 *
 * @param name - what the table is called if it is not as it should be
 * @param cap - of the table, which the snapshot may not exceed
 */
export function loadTable<V>(from: SnapshotReader, name: string, values: readonly V[], cap: number): AgingMap<V> {
  const kinds = readArray(from, 'kinds', 'U8', values.length, whole(0, 1))
  const numbers = readArray(from, 'numbers', 'F64')
  const others = loadLines(from, 'others')
  const deadlines = readArray(from, 'deadlines', 'F64', values.length, between(-Infinity, Infinity))
  checkSaved(values.length <= cap, name, `at most ${cap}`, values.length)
  checkSaved(numbers.length + others.length === values.length, name, 'as many as their keys', values.length)
  const table = new AgingMap<V>(cap)
  let [n, o] = [0, 0]
  for (const [i, value] of values.entries()) {
    const key = kinds[i] === 0 ? numbers[n++] : others[o++]
    const deadline = deadlines[i] as number
    checkSaved(isKey(key), name, 'under keys', key)
    table.add(key, value, deadline)
  }
  checkSaved(table.size === values.length, name, 'under distinct keys', values.length)
  return table
}
