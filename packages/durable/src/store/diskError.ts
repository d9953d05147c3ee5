/** What the codes of the system mean, and what to do. */
const MEANING: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full (ENOSPC): make room on it',
  EDQUOT: 'the quota is used up (EDQUOT): make room',
  EROFS: 'the disk is read-only (EROFS): make it writable, or name a place on another one',
  EACCES: 'this user may not do that (EACCES): give it the right, or name another place',
  EPERM: 'the system does not allow that (EPERM): name another place',
  EMFILE: 'this process has too many files open (EMFILE): raise its limit (ulimit -n)',
  ENFILE: 'the system has too many files open (ENFILE): close some',
  ENOENT: 'there is no such place and it cannot be made (ENOENT): name another one',
  ENOTDIR: 'a file stands where a folder should be (ENOTDIR): name another place',
  EEXIST: 'a file stands where a folder should be (EEXIST): name another place',
  EISDIR: 'a folder stands where a file should be (EISDIR): name another place',
  EIO: 'the disk fails (EIO): look after it, or name a place on another one',
}

/**
 * An error of the file system for a person: what was tried and where, why it failed, and what to do. It has the code of the error, and any
 * other error is passed on as it is.
 *
 * @param error - what was thrown
 * @param what - what was tried, with the path, as the beginning of a sentence
 */
export function diskError(error: unknown, what: string): Error {
  const { code, message } = error as { code?: unknown; message: string }
  if (typeof code !== 'string') return error as Error
  return Object.assign(new Error(`${what}: ${MEANING[code] ?? message}`, { cause: error }), { code })
}
