import { findTool } from '@rivulet/testing'
import puppeteer, { type Browser } from 'puppeteer-core'

/** The browsers that the site is opened in, and how each is started. */
export const browsers: Readonly<Record<'chromium' | 'firefox', () => Promise<Browser | undefined>>> = {
  chromium: () => {
    const path = findTool('chromium')
    const args = [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
    ]
    return launched(path, (executablePath) => puppeteer.launch({ browser: 'chrome', executablePath, args }))
  },
  firefox: () =>
    launched(findTool('firefox'), (executablePath) => puppeteer.launch({ browser: 'firefox', executablePath })),
}

async function launched(
  path: string | undefined,
  launch: (path: string) => Promise<Browser>,
): Promise<Browser | undefined> {
  return path === undefined ? undefined : await launch(path)
}
