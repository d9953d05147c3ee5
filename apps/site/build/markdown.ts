/** One token of a parser of Markdown. */
interface Token {
  readonly info: string
  readonly content: string
}

/** What the site needs to know of a parser of Markdown. */
export interface Markdown {
  use(plugin: unknown, options?: unknown): void
  readonly renderer: { rules: Record<string, ((tokens: Token[], i: number, ...rest: unknown[]) => string) | undefined> }
  readonly utils: { escapeHtml(text: string): string }
}

/** Fences marked `ts run` become code that the reader edits and runs in the page; all others stay text. */
export function runnableCode(markdown: Markdown): void {
  const plain = markdown.renderer.rules['fence'] as NonNullable<Markdown['renderer']['rules'][string]>
  markdown.renderer.rules['fence'] = (tokens, i, ...rest) => {
    const { info, content } = tokens[i] as Token
    if (info.trim() !== 'ts run') return plain(tokens, i, ...rest)
    const rows = content.trimEnd().split('\n').length
    const code = markdown.utils.escapeHtml(content.trimEnd())
    return `<rivulet-code><textarea rows="${rows}" spellcheck="false" autocapitalize="off" aria-label="Code that you can edit and run">${code}</textarea></rivulet-code>\n`
  }
}
