import { readdirSync } from 'node:fs'
import type { Browser, Page } from 'puppeteer-core'
import { DIST } from '../build/folders.ts'
import { browsers } from './browsers.ts'
import { served } from './served.ts'

const pages = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('index.html'))
  .map((file) => file.replace('index.html', ''))

describe.each(Object.entries(browsers))('in %s', (_, launch) => {
  let browser: Browser | undefined
  let site: Awaited<ReturnType<typeof served>>
  beforeAll(async () => {
    site = await served()
    browser = await launch()
  })
  afterAll(async () => {
    await browser?.close()
    site.close()
  })

  /** Opens a page, and collects what goes wrong in it. */
  async function open(
    path: string,
    skip: (reason: string) => never,
    width = 1280,
  ): Promise<{ page: Page; problems: string[] }> {
    const page = await (browser ?? skip('the browser is not installed')).newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    page.on('requestfailed', (request) => problems.push(`${request.url()} failed`))
    page.on('response', (response) => {
      if (response.status() >= 400) problems.push(`${response.url()} answered ${response.status()}`)
      if (!response.url().startsWith(site.address) && !/^(data|blob):/.test(response.url()))
        problems.push(`${response.url()} is not the site's own`)
    })
    await page.setViewport({ width, height: 900 })
    await page.goto(`${site.address}${path}`, { waitUntil: 'load' })
    return { page, problems }
  }

  test.each(pages)(
    '/%s opens without a problem, at 1280 and 390 pixels, and its links lead somewhere',
    async (path) => {
      for (const width of [1280, 390]) {
        const { page, problems } = await open(path, skipNothing, width)
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(wide, `${width} pixels: what sticks out to the right`).toBe(0)
        const links = await page.$$eval('a', (all) => all.map(({ href }) => href.replace(/#.*/, '')))
        for (const link of new Set(links)) expect((await fetch(link)).status, link).toBe(200)
        expect(problems).toEqual([])
        await page.close()
      }
    },
  )

  test('the digits are learned, and one that is drawn is read', async () => {
    const { page, problems } = await open('playground/digit/', skipNothing)
    await page.waitForFunction(() => /Learned all/.test(document.querySelector('#status')?.textContent ?? ''), {
      timeout: 100_000,
    })
    const said = await page.$eval('#status', (status) => status.textContent ?? '')
    expect(Number(/([\d.]+) % of the last 500/.exec(said)?.[1])).toBeGreaterThan(90)
    const pad = await page.$('#pad')
    const box = await pad?.boundingBox()
    if (box === null || box === undefined) throw new Error('the page has no pad')
    // A one: a stroke from top to bottom.
    await page.mouse.move(box.x + 0.52 * box.width, box.y + 0.2 * box.height)
    await page.mouse.down()
    await page.mouse.move(box.x + 0.48 * box.width, box.y + 0.8 * box.height, { steps: 12 })
    await page.mouse.up()
    await page.waitForFunction(() => document.querySelector('#answer')?.textContent === '1', { timeout: 20_000 })
    await page.click('#clear')
    await page.waitForFunction(() => document.querySelector('#answer')?.textContent === '?', { timeout: 20_000 })
    await page.click('#sample')
    await page.waitForFunction(() => /\d/.test(document.querySelector('#answer')?.textContent ?? ''), {
      timeout: 20_000,
    })
    expect(problems).toEqual([])
    await page.close()
  })

  test('the plane: a click adds a point, a step learns it, and XOR is not for a line', async () => {
    const { page, problems } = await open('playground/plane/', skipNothing)
    await page.select('#set', 'XOR')
    for (let i = 0; i < 60; i++) await page.click('#ten')
    const right = async (): Promise<number> =>
      Number(/^(\d+) of/.exec(await page.$eval('#score', (score) => score.textContent ?? ''))?.[1])
    expect(await right()).toBeLessThan(50)
    await page.select('#model', 'Logistic regression on x₀, x₁, x₀x₁')
    for (let i = 0; i < 60; i++) await page.click('#ten')
    expect(await right()).toBeGreaterThanOrEqual(54)
    await page.click('#picture svg')
    expect(await page.$eval('#score', (score) => score.textContent)).toContain('of 57')
    expect(problems).toEqual([])
    await page.close()
  })

  test.each(pages.filter((path) => /^lectures\/./.test(path)))(
    '/%s: all its code runs, and its figure follows its sliders',
    async (path) => {
      const { page, problems } = await open(path, skipNothing)
      const codes = await page.$$('rivulet-code')
      expect(codes.length).toBeGreaterThan(0)
      await page.waitForFunction(
        () => [...document.querySelectorAll('output')].every((output) => (output.textContent ?? '') !== ''),
        { timeout: 60_000 },
      )
      for (const output of await page.$$eval('output', (all) => all.map(({ textContent }) => textContent ?? '')))
        expect(output).not.toMatch(/Error/)
      const before = await page.$$eval('rivulet-live', (all) => all.map(({ innerHTML }) => innerHTML))
      const moved = await page.$$eval('rivulet-live input', (inputs) => {
        for (const input of inputs) {
          input.value = (input as HTMLInputElement).max
          input.dispatchEvent(new Event('input'))
        }
        return inputs.length
      })
      if (moved > 0)
        expect(await page.$$eval('rivulet-live', (all) => all.map(({ innerHTML }) => innerHTML))).not.toEqual(before)
      expect(problems).toEqual([])
      await page.close()
    },
  )
})

function skipNothing(reason: string): never {
  throw new Error(reason)
}
