import { readFile } from 'node:fs/promises'

/** A process by its number and, where the system tells, when it began: another one that gets the same number later has another name. */
export async function nameOfProcess(pid: number): Promise<string> {
  const { began } = await statOf(pid)
  return `${pid} ${began}`
}

/** Whether the process of a name runs. One that was killed and that its parent has not noticed yet, a zombie, does not. */
export async function isRunning(name: string): Promise<boolean> {
  const pid = Number.parseInt(name, 10)
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ESRCH') return false
  }
  const { state, began } = await statOf(pid)
  return state !== 'Z' && state !== 'X' && `${pid} ${began}` === name
}

/** What Linux tells of a process; elsewhere nothing. */
async function statOf(pid: number): Promise<{ state: string; began: string }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The third field and the 22nd; the second may have spaces, in parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', began: fields[19] ?? '' }
}
