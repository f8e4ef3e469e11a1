/** What a run waits for on networks that are well, mannered like the service, or half dead: ratios in one bench, taking turns. */
import type { Change } from '../../lab/change.ts';
import { DNS_SERVERS } from '../../lab/places.ts';
import { applyChange } from '../../lab/world.ts';
import type { Figure, FigureSource } from '../figure.ts';
import { worldOf } from '../../lab/run-scenario.ts';
import { scenarioNamed } from '../../lab/scenarios/index.ts';
import { checkArgs, commandLine, runCheck, type CheckRun } from '../programs.ts';
import { median } from '../statistics.ts';
import { inLab, REGION } from '../worlds.ts';

const ARGS = checkArgs([REGION]);
/** Without a word on the service's UDP: as the real one, it may stay silent. */
const UNSURE = ARGS.filter((arg) => arg !== '--assume-udp-answers');
/** The resolver of the system asks the next server after 5 s (resolv.conf(5), timeout): where the first one is dead, a run pays that once. */
const RESOLVER_MS = 5_000;
/** The floor of a port that is called filtered (adaptive-timeouts.ts). */
const FILTERED_MS = 3_200;

/** A third server, which nothing gets to. */
const THIRD = '10.53.0.55';
const THIRD_DEAD: readonly Change[] = [
  { kind: 'dns', resolvers: [...DNS_SERVERS.ipv4, THIRD] },
  { kind: 'filter', to: { prefixes: [`${THIRD}/32`] }, action: 'drop' },
];

/** As well as its idle gateways: no answer to our UDP and to ping. */
const QUIET_SERVICE: readonly Change[] = [
  { kind: 'udp', ports: [4172, 4195], manner: 'silent' },
  { kind: 'world', fields: { answersPing: false } },
];

type Id = 'healthy' | 'manners' | 'rotated' | 'first-dead' | 'second-dead' | 'two-dead' | 'shut';
interface Network {
  readonly id: Id;
  readonly scenario: string;
  readonly more?: { readonly words: string; readonly changes: readonly Change[] };
  readonly args: readonly string[];
}

const NETWORKS: readonly Network[] = [
  { id: 'healthy', scenario: 'healthy', args: ARGS },
  {
    id: 'manners',
    scenario: 'manners-gateways-silent',
    more: { words: 'ping and UDP unanswered too', changes: QUIET_SERVICE },
    args: UNSURE,
  },
  { id: 'rotated', scenario: 'manners-all-together', args: UNSURE },
  { id: 'first-dead', scenario: 'dns-first-of-two-servers-dead', args: ARGS },
  { id: 'second-dead', scenario: 'dns-one-of-two-servers-dead', args: ARGS },
  {
    id: 'two-dead',
    scenario: 'dns-first-of-two-servers-dead',
    more: { words: 'the third of three dead too', changes: THIRD_DEAD },
    args: ARGS,
  },
  { id: 'shut', scenario: 'https-dropped-for-all', args: ARGS },
];

type Round = Readonly<Record<Id, CheckRun>>;

async function oneRound(): Promise<Round> {
  const runs: Partial<Record<Id, CheckRun>> = {};
  for (const { id, scenario, more, args } of NETWORKS) {
    const found = scenarioNamed(scenario);
    if (found === null) throw new Error(`the lab has no scenario "${scenario}"`);
    runs[id] = await inLab((more?.changes ?? []).reduce(applyChange, worldOf(found)), (lab) =>
      runCheck(lab, args),
    );
  }
  return runs as Round;
}

const ran = ({ report }: CheckRun): number => report.durationMs;

/** End of the last page and the longest series: what a healthy run cannot be shorter than. */
function floorMs({ report }: CheckRun): number {
  const timed = report.checks.flatMap(({ id, startMs, durationMs }) =>
    startMs === null || durationMs === null ? [] : [{ id, startMs, durationMs }],
  );
  const pages = timed.filter(({ id }) => id.startsWith('https/'));
  const series = timed.filter(({ id }) => id.includes('/rtt/'));
  const lastMs = Math.max(...pages.map(({ startMs, durationMs }) => startMs + durationMs));
  return lastMs + Math.max(...series.map(({ durationMs }) => durationMs));
}

function startOfPages({ report }: CheckRun): number {
  return Math.min(
    ...report.checks.flatMap(({ id, startMs }) => (id.startsWith('https/') ? (startMs ?? []) : [])),
  );
}

interface Ratio {
  readonly title: string;
  readonly bound: number;
  readonly of: (round: Round) => number;
}

const RATIOS: readonly Ratio[] = [
  {
    title: 'healthy: run / (end of the last page + longest series)',
    bound: 1.1,
    of: ({ healthy }) => ran(healthy) / floorMs(healthy),
  },
  {
    title: "the service's manners / healthy",
    bound: 1.6,
    of: ({ manners, healthy }) => ran(manners) / ran(healthy),
  },
  {
    title: 'first of two DNS servers dead, less one time-out of the resolver, / healthy',
    bound: 1.6,
    of: ({ 'first-dead': dead, healthy }) => (ran(dead) - RESOLVER_MS) / ran(healthy),
  },
  {
    title: 'second of two DNS servers dead / healthy',
    bound: 1.6,
    of: ({ 'second-dead': dead, healthy }) => ran(dead) / ran(healthy),
  },
  {
    title: 'first and third of three DNS servers dead, less one time-out of the resolver, / healthy',
    bound: 1.6,
    of: ({ 'two-dead': dead, healthy }) => (ran(dead) - RESOLVER_MS) / ran(healthy),
  },
  {
    title: '443 shut: run / (3.2 s + healthy start of pages)',
    bound: 1.1,
    of: ({ shut, healthy }) => ran(shut) / (FILTERED_MS + startOfPages(healthy)),
  },
];

export const waits: FigureSource = {
  id: 'waits',
  quick: false,
  async measure({ quick }): Promise<Figure> {
    const rounds: Round[] = [];
    for (let round = 0; round < (quick ? 1 : 5); round += 1) rounds.push(await oneRound());
    const rows = RATIOS.map(({ title, bound, of }) => ({ title, bound, ratio: median(rounds.map(of)) }));
    return {
      id: 'waits',
      title: 'Waits: a run over what it cannot be shorter than',
      bound: rows.map(({ bound }) => bound.toFixed(2)).join(', '),
      measured: rows.map(({ ratio }) => ratio.toFixed(2)).join(', '),
      met: rows.every(({ ratio, bound }) => ratio <= bound),
      details: [
        ...rows.map(({ title, bound, ratio }): [string, string] => [
          title,
          `${ratio.toFixed(2)} (bound ${bound.toFixed(2)}${ratio <= bound ? '' : ', missed'})`,
        ]),
        ...NETWORKS.map(({ id, scenario, more }): [string, string] => [
          `run on \`${scenario}\`${more === undefined ? '' : `, ${more.words}`}, median`,
          `${median(rounds.map((round) => ran(round[id]))).toFixed(0)} ms`,
        ]),
      ],
      commands: [commandLine(ARGS), commandLine(UNSURE)],
      notes: [
        'On `manners-all-together` two of the health-check servers that are listed are silent on TCP besides. A finding may call them filtered, so each has its whole 3.2 s: no bound is set there.',
        '443 shut: the pages set out one after the other, so as to keep within 200 packets in 100 ms, and each has 3.2 s: what lies between the first and the last start is the rest.',
      ],
      data: { rounds: rounds.map((round) => NETWORKS.map(({ id }) => [id, ran(round[id])])) },
    };
  },
};
