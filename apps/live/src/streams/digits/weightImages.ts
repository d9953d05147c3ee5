import type { StreamLearner } from '../learners.ts'
import type { ClassImage } from '../stream.ts'

/** The weights of each class of a model over pixels, as images with one scale, so that they can be compared. */
export function weightImages(model: StreamLearner['model'], width: number): ClassImage[] {
  const classes = model.labels.map((label) => ({ label, ...model.coefficients(label) }))
  const scale = classes.reduce((most, { values }) => values.reduce((m, w) => Math.max(m, Math.abs(w)), most), 0)
  return classes.map(({ label, indices, values }) => {
    const grey = new Uint8Array(width * width).fill(128)
    for (const [j, i] of indices.entries()) grey[i] = 128 + Math.round((127 * (values[j] as number)) / (scale || 1))
    return { label, scale, width, pixels: Buffer.from(grey).toString('base64') }
  })
}
