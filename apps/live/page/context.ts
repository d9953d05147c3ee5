import type { About } from '../src/streams/stream.ts'

const { stream = '', model = '', about = '{}' } = document.body.dataset

/** The run that this page is about, as the server named it. */
export const SUBJECT: { readonly stream: string; readonly model: string } = { stream, model }

/** What is known of the stream before its first figures. */
export const ABOUT: About = JSON.parse(about) as About

/** The run, as the server wants to be told. */
export const RUN: string = `?stream=${encodeURIComponent(stream)}&model=${encodeURIComponent(model)}`

/** Whether the model is a mixture of learners with other step sizes. */
export const IS_MIXTURE: boolean = model === 'auto' && stream !== 'plane' && stream !== 'drift'
