/** The part of a report that speaking reads, and what its sentences ask of it again and again. */
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import type { Protocol, Verdict } from '../core/words.ts';
import { PROTOCOLS, WORST_FIRST } from '../core/words.ts';
import type { JudgedFinding, Judgement } from '../judge/finding.ts';
import type { Cell } from '../judge/truth.ts';
import type { RegionFigures } from '../reading/region-figures.ts';
import type { Repeated } from './repeat.ts';

/** Texts of the report itself: they stand where this version does not know the cause. */
type Told = JudgedFinding & {
  readonly title?: string;
  readonly explanation?: string;
  readonly remedies?: { readonly user: string; readonly helpdesk: string; readonly network: string };
};

export interface Speakable extends Omit<Judgement, 'findings'> {
  readonly findings: readonly Told[];
  readonly completedBecause: 'deadline' | 'cancelled' | null;
  /** When the run was, and the day of the tables that it was held against; reports of earlier versions lack that one. */
  readonly createdAt: string;
  readonly tables: { readonly edition: string; readonly date?: string | undefined };
  readonly repeat?: Repeated | undefined;
  readonly host: { readonly vpn: { readonly interface: string | null } | null };
}

export function requested({ protocols }: Pick<Speakable, 'protocols'>): readonly Protocol[] {
  return PROTOCOLS.filter((protocol) => protocols[protocol] !== undefined);
}

export function withVerdict(
  report: Pick<Speakable, 'protocols'>,
  ...verdicts: readonly Verdict[]
): readonly Protocol[] {
  return requested(report).filter((protocol) =>
    verdicts.includes(report.protocols[protocol]?.verdict ?? 'unknown'),
  );
}

export function worstVerdict(report: Pick<Speakable, 'protocols' | 'verdict'>): Verdict {
  return WORST_FIRST.find((verdict) => withVerdict(report, verdict).length > 0) ?? report.verdict;
}

/** Findings that decide: of the deciding Region, or of no single one. */
export function deciding({ findings, decidingRegion }: Speakable): readonly Told[] {
  return findings.filter(({ region }) => region === null || region === decidingRegion);
}

export function figuresHere({ regions, decidingRegion }: Speakable): RegionFigures | null {
  return regions.find(({ code }) => code === decidingRegion) ?? null;
}

/** Its name in the language; the code where the report has no figures of it. */
export function decidingName(
  report: Pick<Speakable, 'regions' | 'decidingRegion'>,
  language: Language,
): string {
  const region = report.regions.find(({ code }) => code === report.decidingRegion);
  return region === undefined ? (report.decidingRegion ?? '') : sayIn(language).region(region);
}

export function cellAt(
  { truth }: Speakable,
  wanted: { readonly role: Cell['role']; readonly port: number; readonly transport: Cell['transport'] },
): Cell | null {
  const found = truth.cells.find(
    ({ role, port, transport }) =>
      role === wanted.role && port === wanted.port && transport === wanted.transport,
  );
  return found ?? null;
}

/** Every limit of a round trip that the report was judged by, in milliseconds. */
export function edgesOf({ limits }: Pick<Speakable, 'limits'>): readonly (number | null)[] {
  return PROTOCOLS.flatMap((protocol) =>
    limits.rttMs[protocol].flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
  );
}
