/** Says in one line what is wrong with the command line; the command then ends with code 2. */
export class OptionError extends Error {}
