/** A value as a reader wants to see it: numbers with few digits, lists in brackets, texts as they are within lists. */
export function show(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)))
  if (typeof value === 'string') return value
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return show(Array.from(value as Float64Array))
  if (Array.isArray(value)) return `[${value.map(inner).join(', ')}]`
  if (value instanceof Map) return show(Object.fromEntries(value))
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${key}: ${inner(item)}`)
      .join(', ')} }`
  }
  return String(value)
}

function inner(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : show(value)
}
