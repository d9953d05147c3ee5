export { diffSnapshots } from './diff/diffSnapshots.ts'
export type { Progress } from './drive/checkpoint.ts'
export type { Every } from './drive/every.ts'
export type { Delivered, FoldOptions, Step } from './drive/fold.ts'
export { LostEntries } from './drive/lostEntries.ts'
export type { Migration } from './drive/migrate.ts'
export { type ReplayOptions, replay } from './drive/replay.ts'
export type { Retry } from './drive/retry.ts'
export { type Trained, type TrainOptions, trainDurably } from './drive/trainDurably.ts'
export { untilTerminated } from './drive/untilTerminated.ts'
export { type Following, type FollowOptions, follow } from './follow/follow.ts'
export { inArrival } from './partition/inArrival.ts'
export type { PartitionPositions, Partitions } from './partition/partitions.ts'
export { type RoundRobinPosition, roundRobin } from './partition/roundRobin.ts'
export { type PartitionsOptions, trainPartitions } from './partition/trainPartitions.ts'
export { type FileShelfOptions, fileShelf } from './perKey/fileShelf.ts'
export { memoryShelf } from './perKey/memoryShelf.ts'
export type { Shelf } from './perKey/shelf.ts'
export { type PerKeyOptions, type TrainedPerKey, trainPerKey } from './perKey/trainPerKey.ts'
export { type ArraySource, arraySource } from './source/arraySource.ts'
export type { FilePosition, Place } from './source/filePosition.ts'
export { type FileOptions, type FileSource, fileSource } from './source/fileSource.ts'
export { OtherFile } from './source/otherFile.ts'
export type { OpenRecordFormat, ParseRecord, RecordFormat } from './source/recordFormat.ts'
export {
  type ArrivalSource,
  type BadEntry,
  type Entry,
  type Gap,
  type Item,
  type Lost,
  type SeekableSource,
  type Source,
  Unavailable,
} from './source/source.ts'
export { type LinePosition, type StreamOptions, type StreamSource, streamSource } from './source/streamSource.ts'
export { toUtf8 } from './source/toUtf8.ts'
export type { FillOptions } from './spool/fill.ts'
export type { SpoolPosition } from './spool/position.ts'
export { Spool, type SpoolOptions } from './spool/spool.ts'
export { type Disk, type DiskFile, disk, type FileIdentity } from './store/disk.ts'
export { type FileStoreOptions, fileStore } from './store/fileStore.ts'
export { type Lock, Locked, lockFile } from './store/lockFile.ts'
export { memoryStore } from './store/memoryStore.ts'
export { noStore } from './store/noStore.ts'
export { singleFileStore } from './store/singleFileStore.ts'
export { Fenced, type OpenStore, type SnapshotStore, type StoredSnapshot } from './store/store.ts'
