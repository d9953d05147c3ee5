import type { Row } from './row.ts'
import { autoRows } from './rows/auto.ts'
import { linearRows } from './rows/linear.ts'
import { memoryRows } from './rows/memory.ts'
import { metricRows } from './rows/metrics.ts'
import { sizeRows } from './rows/size.ts'
import { textRows } from './rows/text.ts'

/** What can be measured by itself. */
export const TOPICS = ['size', 'linear', 'auto', 'text', 'metrics', 'memory'] as const

/** One of them. */
export type Topic = (typeof TOPICS)[number]

/** The rows of a topic, each as soon as it is measured. */
export async function* rowsOf(topic: Topic, events: number): AsyncGenerator<Row> {
  if (topic === 'size') yield* await sizeRows()
  else if (topic === 'linear') yield* linearRows()
  else if (topic === 'auto') yield* autoRows()
  else if (topic === 'text') yield* textRows()
  else if (topic === 'metrics') yield* metricRows()
  else yield* memoryRows(events)
}
