import type { Command } from './command.ts'
import { OptionError } from './optionError.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const

/**
 * A script with which a shell completes commands and options.
 *
 * @throws OptionError for another shell
 */
export function completion(shell: string | undefined, commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name).join(' ')
  const optionsOf = ({ options }: Command): string => [...options.map(({ name }) => `--${name}`), '--help'].join(' ')
  if (shell === 'fish') {
    return [
      `complete -c rivulet -n __fish_use_subcommand -a '${names}'`,
      ...commands.flatMap(({ name, options }) =>
        options.map(
          (option) =>
            `complete -c rivulet -n '__fish_seen_subcommand_from ${name}' -l ${option.name}${option.value === undefined ? '' : ' -r'}`,
        ),
      ),
    ].join('\n')
  }
  if (shell !== 'bash' && shell !== 'zsh') {
    throw new OptionError(`completion is for ${SHELLS.join(', ')}, but not for ${shell ?? 'none'}`)
  }
  const cases = commands.map((command) => `    ${command.name}) words="${optionsOf(command)}" ;;`).join('\n')
  const script = `_rivulet() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words="${names}"
  [ "$COMP_CWORD" -gt 1 ] && case "\${COMP_WORDS[1]}" in
${cases}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _rivulet rivulet`
  return shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${script}` : script
}
