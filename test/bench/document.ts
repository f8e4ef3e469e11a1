/** docs/proof/benchmarks.md out of the figures. Pure. */
import type { Figure } from './figure.ts';
import type { Machine } from './machine.ts';

export interface Result {
  readonly takenAt: string;
  readonly machine: Machine;
  readonly figures: readonly (Figure & {
    readonly load: { readonly before: number; readonly after: number };
  })[];
}

export function benchDocument(result: Result): string {
  const { machine, figures } = result;
  return [
    '# Benchmarks',
    '',
    'Written by `npm run bench` (test/bench): real sockets in the lab (test/lab), a fixed delay for each Region, every peer in the same run on the same network. The numbers behind are in [benchmarks.json](benchmarks.json).',
    '',
    `Taken ${result.takenAt} at commit ${machine.commit} on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryMb} MB, ${machine.kernel}, Node ${machine.node}, ${machine.fping}, ${machine.nmap}. ${priority(machine)} The client, the service and the path emulator share the cores.`,
    '',
    '| figure | bound | measured | |',
    '| --- | --- | --- | --- |',
    ...figures.map(
      ({ title, bound, measured, met }) => `| ${title} | ${bound} | ${measured} | ${word(met)} |`,
    ),
    ...busyNote(figures),
    ...figures.flatMap(section),
    '',
  ].join('\n');
}

/** The load is that of the machine as a whole; the bench itself brings up to one. */
function busyNote(figures: Result['figures']): string[] {
  const worst = Math.max(0, ...figures.map(({ load }) => load.before));
  if (worst <= 2) return [];
  return [
    '',
    `**Taken on a busy machine: load up to ${worst.toFixed(1)} before a figure. Times mean little.**`,
  ];
}

function priority({ nice }: Machine): string {
  return nice === 0
    ? 'Nothing was favoured (nice 0).'
    : `The bench and everything that it starts, peers included, ran in a session with nice ${nice} (\`/proc/self/autogroup\`), because others worked on the same machine at the same time: what waits for the processor waited for our own programs alone, but caches and memory were shared.`;
}

function word(met: boolean | null): string {
  return met === null ? 'reported' : met ? 'met' : '**missed**';
}

function section(figure: Result['figures'][number]): string[] {
  const { title, details, commands, notes, load } = figure;
  return [
    '',
    `## ${title}`,
    '',
    ...details.map(([name, value]) => `- ${name}: ${value}`),
    `- load of the machine before and after: ${load.before.toFixed(1)}, ${load.after.toFixed(1)}`,
    ...notes.flatMap((note) => ['', note]),
    '',
    '```sh',
    ...commands,
    '```',
  ];
}
