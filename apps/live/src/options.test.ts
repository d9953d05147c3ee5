import { describe, expect, test } from 'vitest'
import { OptionError, parseOptions } from './options.ts'

const streams = ['flights', 'digits', 'plane', 'drift', 'stdin', 'http']

describe('parseOptions', () => {
  test('without options: flights, at the speed of the stream, to the end', () => {
    expect(parseOptions([], streams)).toEqual({
      stream: 'flights',
      label: undefined,
      model: 'auto',
      speed: undefined,
      limit: Infinity,
      port: undefined,
      headless: false,
      json: false,
      fresh: false,
      state: expect.stringMatching(/[/\\]apps[/\\]live[/\\]\.state$/),
    })
  })

  test('all options', () => {
    const args =
      '--stream stdin --label clicked --model sgd --speed max --limit 5 --port 0 --headless --json --fresh --state kept'.split(
        ' ',
      )
    expect(parseOptions(args, streams)).toEqual({
      stream: 'stdin',
      label: 'clicked',
      model: 'sgd',
      speed: 'max',
      limit: 5,
      port: 0,
      headless: true,
      json: true,
      fresh: true,
      state: 'kept',
    })
    expect(parseOptions(['--help'], streams)).toBe('help')
  })

  test.each([
    ['--stream tides', /--stream should be one of flights, digits, plane, drift, stdin, http, but is "tides"/],
    ['--stream stdin', /needs --label/],
    ['--stream plane --model sgd', /its own models/],
    ['--stream drift --model sgd', /its own models/],
    ['--stream http', /--stream http needs --label/],
    ['--stream http --label x --headless', /needs the server/],
    ['--label x', /--label is for --stream stdin/],
    ['--stream stdin --label x --speed 10', /its own speed/],
    ['--speed 0', /--speed should be a number > 0, or 'max', but is "0"/],
    ['--speed fast', /--speed should be/],
    ['--speed NaN', /--speed should be/],
    ['--limit 0', /--limit should be a whole number/],
    ['--limit -1', /limit/],
    ['--limit 1.5', /--limit should be a whole number/],
    ['--limit', /limit/],
    ['--port 65536', /--port should be a whole number from 0 to 65535/],
    ['--state=', /--state should be a folder/],
    ['--colour', /--colour/],
    ['extra', /extra/],
  ])('%s is refused in one line', (line, message) => {
    let error: unknown
    try {
      parseOptions(line.split(' '), streams)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(OptionError)
    expect((error as Error).message).toMatch(message)
    expect((error as Error).message).not.toContain('\n')
  })
})
