/** Completion scripts of four shells, written from one model. Every word comes from our own definitions, none from outside. Pure. */
import type { CompletionPlace, CompletionValue, CompletionWord } from './completion-model.ts';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type Shell = (typeof SHELLS)[number];

export function renderCompletion(shell: Shell, places: readonly CompletionPlace[]): string {
  return `${RENDERERS[shell](places).join('\n')}\n`;
}

const RENDERERS: Readonly<Record<Shell, (places: readonly CompletionPlace[]) => string[]>> = {
  bash,
  zsh,
  fish,
  powershell,
};

/** `"tables:--format"`: where, and which flag stands before the cursor. */
function valueCases(places: readonly CompletionPlace[], line: (value: CompletionValue) => string): string[] {
  return places.flatMap(({ path, values }) =>
    [...values].map(([flag, value]) => `    "${path}:${flag}") ${line(value)}; return ;;`),
  );
}

function placeWords(places: readonly CompletionPlace[]): string {
  const nested = places
    .filter(({ path }) => path !== '')
    .map(({ path }) => {
      const names = path.split(' ');
      return `"${names.slice(0, -1).join(' ')}:${names.at(-1)}"`;
    });
  return nested.join('|');
}

function bash(places: readonly CompletionPlace[]): string[] {
  const value = (it: CompletionValue): string => {
    if (it.kind === 'words') return `COMPREPLY=($(compgen -W "${it.words.join(' ')}" -- "$cur"))`;
    return it.kind === 'file' ? 'COMPREPLY=($(compgen -f -- "$cur"))' : 'COMPREPLY=()';
  };
  return [
    '# Completion of preflight for bash: eval "$(preflight completion bash)"',
    '_preflight() {',
    '  local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" place="" words="" files="" i',
    '  for ((i = 1; i < COMP_CWORD; i++)); do',
    '    case "$place:${COMP_WORDS[i]}" in',
    `      ${placeWords(places)}) place="\${place:+$place }\${COMP_WORDS[i]}" ;;`,
    '    esac',
    '  done',
    '  case "$place:$prev" in',
    ...valueCases(places, value),
    '  esac',
    '  case "$place" in',
    ...places.map(({ path, subcommands, options, takesFiles }) => {
      const words = [...subcommands, ...options].map(({ word }) => word).join(' ');
      return `    "${path}") words="${words}"${takesFiles ? ' files=1' : ''} ;;`;
    }),
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$cur"))',
    '  [[ -n "$files" && "$cur" != -* ]] && COMPREPLY+=($(compgen -f -- "$cur"))',
    '  return 0',
    '}',
    'complete -F _preflight preflight',
  ];
}

function zsh(places: readonly CompletionPlace[]): string[] {
  const value = (it: CompletionValue): string => {
    if (it.kind === 'words') return `compadd -- ${it.words.join(' ')}`;
    return it.kind === 'file' ? '_files' : '_message value';
  };
  const list = (words: readonly CompletionWord[]): string =>
    words.map(({ word, help }) => zshQuoted(`${word}:${help.replaceAll(':', '\\:')}`)).join(' ');
  return [
    '#compdef preflight',
    '# Completion of preflight for zsh: put this into a file _preflight of a folder in $fpath.',
    '_preflight() {',
    '  local place="" i',
    '  local -a subcommands options',
    '  for ((i = 2; i < CURRENT; i++)); do',
    '    case "$place:${words[i]}" in',
    `      ${placeWords(places)}) place="\${place:+$place }\${words[i]}" ;;`,
    '    esac',
    '  done',
    '  case "$place:${words[CURRENT-1]}" in',
    ...valueCases(places, value),
    '  esac',
    '  case "$place" in',
    ...places.map(
      ({ path, subcommands, options, takesFiles }) =>
        `    "${path}") subcommands=(${list(subcommands)}); options=(${list(options)})${takesFiles ? '; _files' : ''} ;;`,
    ),
    '  esac',
    '  _describe -t commands command subcommands',
    '  _describe -t options option options',
    '}',
    'compdef _preflight preflight',
  ];
}

function zshQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function fish(places: readonly CompletionPlace[]): string[] {
  return [
    '# Completion of preflight for fish: preflight completion fish > ~/.config/fish/completions/preflight.fish',
    'complete -c preflight -f',
    ...places.flatMap(fishPlace),
  ];
}

function fishPlace({ path, subcommands, options, values, takesFiles }: CompletionPlace): string[] {
  const seen = path.split(' ').map((name) => `__fish_seen_subcommand_from ${name}`);
  const here = path === '' ? '__fish_use_subcommand' : seen.join('; and ');
  const not = subcommands.map(({ word }) => word).join(' ');
  const before = path === '' || not === '' ? here : `${here}; and not __fish_seen_subcommand_from ${not}`;
  const base = 'complete -c preflight';
  return [
    ...subcommands.map(({ word, help }) => `${base} -n '${before}' -a ${word} -d ${fishQuoted(help)}`),
    ...options.map(({ word, help }) => {
      const value = values.get(word);
      return `${base} -n '${here}' -l ${word.slice(2)}${fishValue(value)} -d ${fishQuoted(help)}`;
    }),
    ...(takesFiles ? [`${base} -n '${here}' -F`] : []),
  ];
}

function fishValue(value: CompletionValue | undefined): string {
  if (value === undefined) return '';
  if (value.kind === 'words') return ` -x -a '${value.words.join(' ')}'`;
  return value.kind === 'file' ? ' -r -F' : ' -x';
}

function fishQuoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function powershell(places: readonly CompletionPlace[]): string[] {
  const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const rows = places.map(({ path, subcommands, options }) => {
    const words = [...subcommands, ...options].map(({ word }) => quoted(word)).join(', ');
    return `    ${quoted(path)} = @(${words})`;
  });
  const values = places.flatMap((place) =>
    [...place.values].flatMap(([flag, value]) =>
      value.kind === 'words'
        ? [`    ${quoted(`${place.path}:${flag}`)} = @(${value.words.map(quoted).join(', ')})`]
        : [],
    ),
  );
  return [
    '# Completion of preflight for PowerShell: preflight completion powershell | Out-String | Invoke-Expression',
    'Register-ArgumentCompleter -Native -CommandName preflight -ScriptBlock {',
    '  param($wordToComplete, $commandAst, $cursorPosition)',
    '  $words = @{',
    ...rows,
    '  }',
    '  $values = @{',
    ...values,
    '  }',
    "  $place = ''; $last = ''",
    '  $typed = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })',
    "  if ($wordToComplete -ne '' -and $typed.Count -gt 0) { $typed = @($typed | Select-Object -SkipLast 1) }",
    '  foreach ($word in $typed) {',
    '    $next = "$place $word".Trim()',
    '    if ($words.ContainsKey($next)) { $place = $next }',
    '    $last = $word',
    '  }',
    '  $found = $values["${place}:$last"]',
    '  if ($null -eq $found) { $found = $words[$place] }',
    '  $found | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {',
    "    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)",
    '  }',
    '}',
  ];
}
