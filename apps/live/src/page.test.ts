import type { ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser } from './testing/browser.ts'
import { printed, startMain } from './testing/runMain.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What is wider than the screen, or than its own panel. */
const TOO_WIDE = `[document.documentElement, ...document.querySelectorAll('.panel, .choices, .plot')]
  .filter((element) => element.scrollWidth > element.clientWidth)
  .map((element) => element.className || element.tagName)`

/** Adds up how far things move that nobody has touched. */
const SHIFTS = `window.shifts = 0
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifts += value
}).observe({ type: 'layout-shift', buffered: true })`

/** How many colours the main chart has. */
const COLORS = `(() => {
  const canvas = document.querySelector('.accuracy canvas')
  if (canvas === null) return 0
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return new Set(new Uint32Array(data.buffer)).size
})()`

/** Milliseconds: a machine that is busy with other tests is slow, and that is no failure. */
const PATIENCE = 200_000

const browser: Browser | undefined = await startBrowser()

/** A page on a run, what the browser complained of, and the run. */
interface Opened {
  readonly page: Page
  readonly complaints: readonly string[]
}

const runs: ChildProcess[] = []

async function start(...args: string[]): Promise<string> {
  const run = startMain(['--port', '0', ...args])
  runs.push(run)
  const [, url] = await printed(run, /Watch it at (\S+)/)
  return url as string
}

async function open(url: string, options: BrowserContextOptions = {}, script?: string): Promise<Opened> {
  const context = await (browser as Browser).newContext(options)
  context.setDefaultTimeout(PATIENCE)
  const page = await context.newPage()
  if (script !== undefined) await page.addInitScript(script)
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(url)
  return { page, complaints }
}

/** Waits for a figure of the headline and reads it. */
async function figure(page: Page, name: string): Promise<number> {
  const value = page.locator('.figures div', { has: page.getByText(name, { exact: true }) }).locator('dd')
  await value.filter({ hasText: /\d/ }).waitFor()
  return Number((await value.textContent())?.replaceAll(',', ''))
}

/** Reads until the same is read twice, a while apart: what was on its way when it stopped has come then. */
async function atRest<T>(read: () => Promise<T>): Promise<T> {
  for (let last = await read(); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 700))
    const next = await read()
    if (next === last) return next
    last = next
  }
}

async function waitForMore(page: Page, than: number): Promise<void> {
  await expect.poll(() => figure(page, 'Events learned'), { timeout: PATIENCE }).toBeGreaterThan(than)
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

async function violations(page: Page): Promise<string[]> {
  // The policy of the page allows no script but its own, so axe comes in through the debugger.
  await page.addInitScript({ path: AXE })
  await page.reload()
  await figure(page, 'Events learned')
  const { violations: found } = await page.evaluate<AxeResults>('axe.run()')
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))
}

describe.skipIf(browser === undefined)('the page', () => {
  let flights: string

  beforeAll(async () => {
    flights = await start()
  })
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
    // The first run serves several tests.
    for (const run of runs.splice(1)) run.kill()
  })
  afterAll(async () => {
    await browser?.close()
    for (const run of runs) run.kill()
  })

  test('shows the accuracy beside its baselines, the charts, the newest events, and that it is a replay', async () => {
    const { page, complaints } = await open(flights)
    await waitForMore(page, 0)
    expect(await page.locator('.huge').first().textContent()).toMatch(/^[+−]\d+\.\d$/)
    expect(await page.locator('.leads').textContent()).toMatch(/points more often right.*95 %.*less surprised.*95 %/)
    expect(await page.locator('.bars').textContent()).toMatch(/Most frequent label.*%.*Last label.*%/)
    expect(await page.locator('.source').textContent()).toContain('A replay of real events')
    expect(await page.locator('.status').textContent()).toContain('3,600 × real time: one hour a second')
    await expect.poll(() => page.locator('.plot canvas').count(), { timeout: PATIENCE }).toBe(5)
    expect(await page.locator('.drift').count()).toBe(0)
    expect(await page.locator('.accuracy').textContent()).toMatch(
      /rrors (have not become|became) more frequent, says ADWIN/,
    )
    const row = page.locator('tbody tr').first()
    expect(await row.textContent()).toMatch(/^\w{3} → \w{3}(on time|late) \d+ %.*(on time|late)/)
    expect(await page.locator('.weights').count()).toBe(0)
    expect(await page.locator('.reliability circle').count()).toBeGreaterThan(0)
    await expect.poll(() => page.locator('.confusion tbody tr').count(), { timeout: PATIENCE }).toBe(2)
    expect(await page.locator('.confusion tbody td').first().textContent()).toMatch(/^[\d,]+ \d+\.\d %$/)
    expect(complaints).toEqual([])
  })

  test('survives a reload: what was before it is still on the charts', async () => {
    const { page } = await open(flights)
    await waitForMore(page, 0)
    const before = await figure(page, 'Events learned')
    await page.reload()
    await waitForMore(page, before)
  })

  test('survives a dropped connection, and a server that starts anew', async () => {
    const url = await start()
    const { page } = await open(url)
    await waitForMore(page, 0)
    runs.at(-1)?.kill()
    await page.locator('.status', { hasText: 'Connection lost' }).waitFor()
    expect(await page.getByRole('button', { name: 'Pause' }).isDisabled()).toBe(true)
    await start('--port', new URL(url).port)
    await page.locator('.status', { hasText: '3,600 × real time' }).waitFor()
    await waitForMore(page, await figure(page, 'Events learned'))
  })

  test('is paused, resumed and made faster by keyboard', async () => {
    const { page } = await open(flights)
    await waitForMore(page, 0)
    await page.getByRole('button', { name: 'Pause' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Resume' }).waitFor()
    await page.locator('.status', { hasText: 'Paused' }).waitFor()
    const paused = await atRest(() => figure(page, 'Events learned'))
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    await waitForMore(page, paused)
    await page.keyboard.press('Tab')
    await page.keyboard.press('ArrowRight')
    await page.locator('.status', { hasText: '36,000 × real time' }).waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.locator('.status', { hasText: ' 3,600 × real time' }).waitFor()
  })

  test.each<[string, BrowserContextOptions]>([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 390, height: 740 }, isMobile: true, hasTouch: true }],
    ['on a small phone', { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true }],
    ['in colours of a person’s own', { forcedColors: 'active', colorScheme: 'dark' }],
  ])('has no accessibility violation, nothing wider than the screen, and stands still: %s', async (_, options) => {
    const { page } = await open(flights, options, SHIFTS)
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate<string[]>(TOO_WIDE)).toEqual([])
    expect(await page.evaluate<number>('window.shifts')).toBeLessThan(0.05)
  })

  test('tells lines and areas apart in colours of a person’s own', async () => {
    const { page } = await open(flights, { forcedColors: 'active' })
    await waitForMore(page, 0)
    await expect.poll(() => page.evaluate<number>(COLORS), { timeout: PATIENCE }).toBeGreaterThan(20)
  })

  test('says why it answers as it does, and answers in the page with the same bits', async () => {
    const { page, complaints } = await open(flights)
    await waitForMore(page, 100)
    await page.locator('button.event').nth(3).click()
    await page.locator('.why', { hasText: /It answers (on time|late), \d+ %, rather than (on time|late)/ }).waitFor()
    const reasons = page.locator('.contributions li')
    expect((await reasons.allTextContents()).join()).toMatch(/(origin|destination|route|hour)=/)
    await page.getByRole('button', { name: 'Bring the model into this page' }).click()
    await page.locator('.proof', { hasText: /Its state.*the same bits.*Its answers.*the same bits/ }).waitFor()
    const answer = page.locator('.answers')
    const before = await answer.textContent()
    expect(before).toMatch(/(on time|late)\d+\.\d %/)
    await page.getByRole('slider', { name: 'Late of late from there' }).fill('100')
    await expect.poll(() => answer.textContent(), { timeout: PATIENCE }).not.toBe(before)
    expect(complaints).toEqual([])
  })

  test('reads a chart by keyboard, point by point, and says its values', async () => {
    const { page } = await open(flights)
    await waitForMore(page, 100)
    const chart = page.locator('.gain').getByRole('slider')
    await chart.press('Home')
    expect(await chart.getAttribute('aria-valuenow')).toBe('0')
    const first = await chart.getAttribute('aria-valuetext')
    expect(first).toMatch(/^after [\d,]+ events, 2001-01-0\d .*: Points ahead [+−]/)
    await chart.press('ArrowRight')
    expect(await chart.getAttribute('aria-valuetext')).not.toBe(first)
  })

  test('chooses another stream and another model, each with its own state, and begins one anew', async () => {
    const { page, complaints } = await open(flights)
    await waitForMore(page, 0)
    await page.getByRole('link', { name: 'Points on a plane' }).click()
    await page.locator('h1', { hasText: 'Which cluster' }).waitFor()
    await waitForMore(page, 20)
    await page.getByRole('link', { name: 'Flights' }).click()
    await page.getByRole('link', { name: 'plain SGD' }).click()
    await page.locator('.step-size').waitFor()
    await waitForMore(page, 0)
    await page.getByRole('link', { name: 'Points on a plane' }).click()
    // It goes on where it was.
    await waitForMore(page, 20)
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Begin anew' }).click()
    await page.getByRole('button', { name: 'Forget all that was learned?' }).click()
    await expect.poll(() => figure(page, 'Events learned'), { timeout: PATIENCE }).toBeLessThan(20)
    expect(complaints).toEqual([])
  })

  test('digits: each class has its weights as an image, and each event its picture', async () => {
    const url = await start('--stream', 'digits', '--speed', '500')
    const { page, complaints } = await open(url, { viewport: { width: 360, height: 740 } })
    await waitForMore(page, 0)
    expect(await page.locator('.images canvas').count()).toBe(10)
    await expect.poll(() => page.locator('.confusion tbody tr').count(), { timeout: PATIENCE }).toBe(10)
    await expect.poll(() => page.locator('tbody tr canvas').count(), { timeout: PATIENCE }).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Bring the model into this page' }).click()
    await page.locator('.proof', { hasText: /Its state.*the same bits.*Its answers.*the same bits/ }).waitFor()
    const pad = page.locator('.pad')
    await pad.scrollIntoViewIfNeeded()
    const { x, y, width } = (await pad.boundingBox()) as { x: number; y: number; width: number }
    const blank = await page.locator('.answers').textContent()
    await page.mouse.move(x + width / 2, y + width / 5)
    await page.mouse.down()
    await page.mouse.move(x + width / 2, y + (4 * width) / 5, { steps: 8 })
    await page.mouse.up()
    expect(await page.locator('.answers').textContent()).not.toBe(blank)
    await page.locator('button.event').first().click()
    await page.locator('.why figure canvas').waitFor()
    expect(await page.locator('.status').textContent()).toContain('500 events a second')
    expect(complaints).toEqual([])
    expect(await violations(page)).toEqual([])
    expect(await page.evaluate<string[]>(TOO_WIDE)).toEqual([])
  })

  test('drift: the changes that are known, a lane for each detector with its alarms, and who recovers', async () => {
    const url = await start('--stream', 'drift', '--speed', 'max', '--limit', '32000')
    const { page, complaints } = await open(url)
    await page.locator('.status', { hasText: 'The stream has ended' }).waitFor()
    expect(await page.locator('.lane .name').allTextContents()).toEqual([
      'ADWIN',
      'DDM',
      'Page–Hinkley',
      'KL of labels',
      'Re-opened',
      'Replaced',
    ])
    expect(await page.locator('.lanes .change').count()).toBe(3)
    for (let i = 0; i < 6; i++)
      expect(await page.locator('.lane').nth(i).locator('.bar').count()).toBeGreaterThanOrEqual(3)
    expect(await page.locator('.drift table').last().textContent()).toMatch(/ADWIN3 of 3\d+/)
    expect(await page.locator('.drift table').first().textContent()).toMatch(/Left alone.*Re-opened.*Replaced/)
    expect(await page.locator('.drift .plot canvas').count()).toBe(1)
    expect(await page.locator('.accuracy').textContent()).toContain('times errors became more frequent')
    expect(complaints).toEqual([])
    expect(await violations(page)).toEqual([])
    await page.setViewportSize({ width: 360, height: 740 })
    expect(await page.evaluate<string[]>(TOO_WIDE)).toEqual([])
  })

  test('stdin: is live, and has no speed to choose', async () => {
    const url = await start('--stream', 'stdin', '--label', 'clicked')
    const run = runs.at(-1) as ChildProcess
    run.stdin?.write('{"page":"offer","clicked":true}\nnot JSON\n{"page":"news","clicked":false}\n')
    const { page } = await open(url)
    await waitForMore(page, 1)
    expect(await figure(page, 'Refused')).toBe(1)
    expect(await page.locator('.status').textContent()).toBe('Live')
    expect(await page.getByRole('radio').count()).toBe(0)
    run.stdin?.end()
    await page.locator('.status', { hasText: 'The stream has ended' }).waitFor()
  })
})
