/** The exit codes of every command, for `--help`. */
export const EXIT_CODES = `Exit codes:
  0    done; or ended by SIGTERM or SIGHUP, with what was asked for saved
  1    an error: no such file, nothing could be read, a snapshot that does not
       fit or could not be written, output that could not be written;
       two snapshots that differ
  2    a bad option, or a header that cannot be used
  130  after Ctrl-C, with what was asked for saved
  141  nobody reads the output any more, and there was nothing else to do`
