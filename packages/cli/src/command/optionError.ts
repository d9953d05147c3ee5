/** Says in one line what is wrong with the command line; the command then ends with code 2. */
export class OptionError extends Error {}

/**
 * Makes something of options, and says what is wrong with them as what it is.
 *
 * @throws OptionError for a RangeError, with which the packages refuse hyper-parameters
 */
export function asOption<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof RangeError) throw new OptionError(error.message, { cause: error })
    throw error
  }
}
