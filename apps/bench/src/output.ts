/**
 * Ends the process when standard output cannot be written: quietly if nobody reads any more, as after `head`; else with the reason, and with
 * exit code 1, for a table that is not there is no success.
 */
export function endWithOutput(): void {
  process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') process.exit(0)
    console.error(`standard output cannot be written: ${message}`)
    process.exit(1)
  })
}
