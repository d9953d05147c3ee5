/** The top of a text says what its columns are, and this one cannot be used: a matter for a person, not of one record. */
export class InvalidHeader extends Error {
  override readonly name: string = 'InvalidHeader'
}
