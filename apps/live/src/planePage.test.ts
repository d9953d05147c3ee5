import type { ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser } from './testing/browser.ts'
import { printed, startMain } from './testing/runMain.ts'

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Milliseconds: a machine that is busy with other tests is slow, and that is no failure. */
const PATIENCE = 200_000

/** What is wider than the screen, or than the panel. */
const TOO_WIDE = `[document.documentElement, ...document.querySelectorAll('.plane, .planes figure, .plane .choices')]
  .filter((element) => element.scrollWidth > element.clientWidth)
  .map((element) => element.className || element.tagName)`

/** What the first plane, which is that of softmax, shows. */
const SHOWN = `document.querySelector('.planes canvas').toDataURL()`

const browser: Browser | undefined = await startBrowser()

describe.skipIf(browser === undefined)('the plane on the page', () => {
  let run: ChildProcess
  let url: string
  const complaints: string[] = []

  const open = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await (browser as Browser).newContext(options)
    context.setDefaultTimeout(PATIENCE)
    const page = await context.newPage()
    page.on('console', (message) => complaints.push(message.text()))
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.goto(url)
    await page.locator('.planes strong', { hasText: 'Naive Bayes' }).waitFor()
    return page
  }
  const said = (page: Page, text: RegExp): Promise<void> =>
    page.locator('.said', { hasText: text }).waitFor({ state: 'attached' })
  /** The run is one for all tests, so another may have left it paused. */
  const pause = async (page: Page, paused: boolean): Promise<void> => {
    const [from, to] = paused ? ['Pause', 'Resume'] : ['Resume', 'Pause']
    const button = page.getByRole('button', { name: from as string })
    if ((await button.count()) > 0) await button.click()
    await page.getByRole('button', { name: to as string }).waitFor()
  }
  const newest = (page: Page): Promise<string | null> => page.locator('tbody tr').first().textContent()

  beforeAll(async () => {
    run = startMain(['--port', '0', '--stream', 'plane', '--speed', '200'])
    url = (await printed(run, /Watch it at (\S+)/))[1] as string
  })
  afterEach(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    run.kill()
  })

  test('shows four models with their accuracies, and that nothing of it is real', async () => {
    const page = await open()
    const figures = page.locator('.planes figure')
    expect(await figures.locator('strong').allTextContents()).toEqual([
      'Softmax',
      'Perceptron',
      'Logistic, one-vs-rest',
      'Naive Bayes, Gaussian',
    ])
    for (let i = 0; i < 4; i++)
      await figures
        .nth(i)
        .filter({ hasText: /\d\d\.\d %.*last 500: \d\d\.\d %/ })
        .waitFor()
    expect(await page.locator('.source').textContent()).toContain('Not real')
    expect(await page.locator('.status').textContent()).toBe('Generated at 200 events a second')
  })

  test('a click adds an event of the chosen class, also while it is paused; a new class can be chosen', async () => {
    const page = await open()
    await pause(page, true)
    await page.getByRole('radio', { name: 'B' }).check()
    const canvas = page.locator('.planes canvas').nth(2)
    const { width, height } = (await canvas.boundingBox()) as { width: number; height: number }
    await canvas.click({ position: { x: 0.75 * width, y: 0.25 * height } })
    await said(page, /Added B at \(0\.6\d, 0\.6\d\)/)
    await expect.poll(() => newest(page), { timeout: PATIENCE }).toMatch(/^\(0\.6\d, 0\.6\d\), added.*B/)
    await page.getByRole('button', { name: 'Add a class' }).click()
    await page.getByRole('radio', { name: 'E' }).waitFor({ state: 'attached' })
    expect(await page.getByRole('radio', { name: 'B' }).isChecked()).toBe(true)
    await page.getByRole('radio', { name: 'E' }).check()
    await canvas.click({ position: { x: 0.25 * width, y: 0.75 * height } })
    await expect.poll(() => newest(page), { timeout: PATIENCE }).toMatch(/^\(−0\.6\d, −0\.6\d\), added.*E/)
    await pause(page, false)
  })

  test('the temperature changes what is shown of softmax, by keyboard too', async () => {
    const page = await open()
    await pause(page, true)
    let before = ''
    // What was on its way when it was paused has come when nothing changes.
    for (let next = await page.evaluate<string>(SHOWN); next !== before; next = await page.evaluate<string>(SHOWN)) {
      before = next
      await page.waitForTimeout(700)
    }
    const slider = page.getByRole('slider', { name: 'Temperature of softmax' })
    await slider.fill('2')
    expect(await slider.getAttribute('aria-valuetext')).toBe('T = 100')
    await expect.poll(() => page.evaluate<string>(SHOWN), { timeout: PATIENCE }).not.toBe(before)
    await slider.press('ArrowLeft')
    expect(await slider.getAttribute('aria-valuetext')).toBe('T = 79')
    await slider.fill('0')
    await expect.poll(() => page.evaluate<string>(SHOWN), { timeout: PATIENCE }).toBe(before)
    await pause(page, false)
  })

  test('by keyboard alone: the cursor is moved, the class chosen, the event added', async () => {
    const page = await open()
    await page.locator('.temperature input').focus()
    await page.keyboard.press('Tab')
    for (let i = 0; i < 3; i++) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('3')
    expect(await page.getByRole('radio', { name: 'C' }).isChecked()).toBe(true)
    await page.keyboard.press('Enter')
    await said(page, /Added C at \(0\.75, 0\.05\)/)
    for (let i = 0; i < 20; i++) await page.keyboard.press('Shift+ArrowLeft')
    await page.keyboard.press('Space')
    await said(page, /Added C at \(−1\.25, 0\.05\)/)
  })

  test.each<[string, BrowserContextOptions]>([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true }],
  ])('has no accessibility violation, and nothing wider than the screen: %s', async (_, options) => {
    const page = await open(options)
    // The policy of the page allows no script but its own, so axe comes in through the debugger.
    await page.addInitScript({ path: AXE })
    await page.reload()
    await page.locator('.planes strong', { hasText: 'Naive Bayes' }).waitFor()
    const { violations } = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>('axe.run()')
    expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([])
    expect(await page.evaluate<string[]>(TOO_WIDE)).toEqual([])
  })
})
