import { checkName, type Entries, MAX_DEPTH } from './entries.ts'
import { DamagedSnapshot } from './invalidSnapshot.ts'

/**
 * The parts of a snapshot: their paths, each with how many entries lie in it.
 *
 * @throws DamagedSnapshot if the paths make no tree: a bad name, two things of one name, a part both empty and not
 */
export function partsOf({ texts, tensors }: Entries): Map<string, number> {
  const parts = new Map<string, number>()
  for (const path of [...texts.keys(), ...tensors.keys()]) {
    const names = path.split('/', MAX_DEPTH + 2)
    if (names.length > MAX_DEPTH + 1) throw new DamagedSnapshot(`a snapshot has parts more than ${MAX_DEPTH} deep`)
    const marksEmptyPart = names.length > 1 && names.at(-1) === '' && texts.get(path) === ''
    try {
      for (const name of marksEmptyPart ? names.slice(0, -1) : names) checkName(name)
    } catch (cause) {
      throw new DamagedSnapshot(`a snapshot has a bad name: ${(cause as Error).message}`, { cause })
    }
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      const part = path.slice(0, end)
      parts.set(part, (parts.get(part) ?? 0) + 1)
    }
  }
  for (const path of tensors.keys()) if (texts.has(path)) throw twice(path)
  for (const [part, count] of parts) {
    if (texts.has(part) || tensors.has(part) || (texts.has(`${part}/`) && count > 1)) throw twice(part)
  }
  return parts
}

function twice(path: string): DamagedSnapshot {
  return new DamagedSnapshot(`a snapshot has two things called ${JSON.stringify(path)}`)
}
