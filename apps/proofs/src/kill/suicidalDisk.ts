import { type Disk, type DiskFile, disk } from '@rivulet/durable'

/**
 * The real file system, which kills its own process with SIGKILL at one operation: a write is half done then, any other not at all.
 *
 * @param last - the operation to die at, counted from 1
 */
export function suicidalDisk(last: number): Disk {
  let operations = 0
  const turn = (): void => {
    operations += 1
    if (operations === last) process.kill(process.pid, 'SIGKILL')
  }
  const watched = (file: DiskFile): DiskFile => ({
    async appendFile(bytes) {
      if (operations + 1 === last) await file.appendFile(bytes.subarray(0, bytes.length >> 1))
      turn()
      await file.appendFile(bytes)
    },
    async read(bytes, offset, length, position) {
      turn()
      return file.read(bytes, offset, length, position)
    },
    stat: () => file.stat(),
    async truncate(length) {
      turn()
      await file.truncate(length)
    },
    async sync() {
      turn()
      await file.sync()
    },
    async close() {
      turn()
      await file.close()
    },
  })
  return {
    async mkdir(path) {
      turn()
      return disk.mkdir(path)
    },
    async readdir(path) {
      turn()
      return disk.readdir(path)
    },
    async stat(path) {
      turn()
      return disk.stat(path)
    },
    async open(path, flags) {
      turn()
      return watched(await disk.open(path, flags))
    },
    async rename(from, to) {
      turn()
      return disk.rename(from, to)
    },
    async rm(path, how) {
      turn()
      return disk.rm(path, how)
    },
  }
}
