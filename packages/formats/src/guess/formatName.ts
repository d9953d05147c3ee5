/** The formats by name. */
export const formatNames = ['jsonl', 'csv', 'vw', 'libsvm'] as const

/** The name of a format. */
export type FormatName = (typeof formatNames)[number]
