/** A file is not the one that a position was in: what was read is not at its beginning. It was cut, written anew, or is another. */
export class OtherFile extends Error {
  override readonly name: string = 'OtherFile'
  readonly path: string

  constructor(path: string) {
    super(`${path} is another file than before: what was read is not at its beginning`)
    this.path = path
  }
}
