import { findTool } from '@rivulet/testing'
import { type Browser, chromium } from 'playwright'

/** What a browser in a container, run by root and without a screen, wants to be told. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the Chromium of this machine, or says that there is none. */
export async function startBrowser(): Promise<Browser | undefined> {
  const executablePath = findTool('chromium')
  return executablePath === undefined ? undefined : chromium.launch({ executablePath, args: FLAGS })
}
