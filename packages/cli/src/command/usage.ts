/** The command line, for `--help`. */
export const USAGE = `Online machine learning: a model learns from one event at a time.

rivulet train FILE|- --label FIELD [options]
rivulet inspect SNAPSHOT [--json]
rivulet diff SNAPSHOT SNAPSHOT

train predicts each event of a file, or of standard input (-), before it looks at its label,
scores the prediction, and learns.

  --label FIELD       the field to predict; all others are features
  --model auto        needs no tuning (default)
          sgd         softmax regression with a decaying step size
  --snapshot FILE     keep everything learned in FILE, and go on from it if it is there
  --every N           write the snapshot after each N events; 10000 unless given
  --format jsonl|csv  JSON lines, or CSV with a header row; by the name of the file unless given
  --follow            wait at the end of the file for more, until SIGTERM or Ctrl-C
  --spool FOLDER      keep standard input in FOLDER until it is in the snapshot
  --json              a JSON line for each row of the table, and one for the end

inspect says what is in a snapshot: versions, counts, scores, labels, arrays.
diff says what is different in two.

  --help, --version   this text; the version

Exit codes: 0 when all is learned and saved, or after SIGTERM or SIGHUP; 1 for an error; 2 for a bad option;
130 after Ctrl-C; 141 when nobody reads the output and there is no snapshot to write. After a signal the
snapshot is written first.`
