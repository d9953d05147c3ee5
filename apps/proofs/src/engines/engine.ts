/** Which loops an engine runs: those of WebAssembly, or those of plain JavaScript where it is refused. */
export type Kernels = 'simd' | 'plain'

/** An engine that runs a script and gives back the line that it said. */
export interface Engine {
  readonly name: string
  /** How to come by it. */
  readonly install: string
  /** Where it is, or nothing. */
  find(): string | undefined
  /** Runs a script from a folder of its own; the line, or an error that says what the engine said. */
  run(path: string, script: string, kernels: Kernels, folder: string): Promise<string>
}
