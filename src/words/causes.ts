/** Findings as causes: those of one family and Region are one cause to people, told by the gravest. */
import type { ToldCause } from '../causes/cause.ts';
import { sayIn } from '../core/say.ts';
import type { Language } from '../core/language.ts';
import type { HopPlace, Where } from '../reading/where.ts';
import { evidenceLines } from './evidence.ts';
import { causeOf, namesOf, vocabularyOf, wordsOf } from './languages.ts';
import type { Speakable } from './speakable.ts';
import type { CauseLine } from './spoken.ts';

type Finding = Speakable['findings'][number];

/** The findings of one cause, the gravest first. */
export type Family = readonly [Finding, ...Finding[]];

/** Groups in the order of their gravest member. */
export function familiesOf(findings: readonly Finding[]): readonly Family[] {
  const families: [Finding, ...Finding[]][] = [];
  for (const finding of findings) {
    const family = causeOf(finding.code)?.family;
    const known = families.find(
      ([first]) =>
        family !== undefined && causeOf(first.code)?.family === family && first.region === finding.region,
    );
    if (known === undefined) families.push([finding]);
    else known.push(finding);
  }
  return families;
}

/** What the family says; the report's own texts where this version does not know the cause. */
export function wordsOfFamily(family: Family, language: Language): ToldCause {
  const [first] = family;
  const words = wordsOf(
    first.code,
    family.map(({ params }) => params),
    language,
  );
  if (words !== null) return words;
  const title = first.title ?? first.code;
  return {
    headline: sayIn(language).stop(title),
    title,
    explanation: first.explanation ?? '',
    you: first.remedies?.user ?? '',
    helpdesk: first.remedies?.helpdesk ?? '',
    network: first.remedies?.network ?? '',
  };
}

export function causeLine(report: Speakable, family: Family, language: Language): CauseLine {
  const [first] = family;
  const { title, explanation, you, helpdesk, network } = wordsOfFamily(family, language);
  return {
    findings: family.map(({ id }) => id),
    code: first.code,
    severity: first.severity,
    region: first.region,
    title,
    explanation,
    you,
    helpdesk,
    network,
    where: whereOf(report, first, language),
    evidence: [...evidenceLines(report, family, language)],
    offers: causeOf(first.code)?.offers ?? null,
    names: [...new Set(family.flatMap(({ code, params }) => namesOf(code, params)))],
    sources: [...new Set(family.flatMap(({ sources }) => sources))],
  };
}

/** Where the fault lies. What is not proved says so: the way there is everything from here to Amazon. */
export function whereOf(
  report: Speakable,
  finding: Pick<Finding, 'side' | 'sideProven' | 'where'>,
  language: Language,
): string {
  if (finding.where) return hopsTold(finding.where, language);
  const place = placeOf(report, finding, language);
  const { where } = vocabularyOf(language);
  const isUntold = finding.where === null && finding.side === 'path' && finding.sideProven !== true;
  return isUntold ? where.untold(place) : place;
}

/** What hops told (`--where`). */
function hopsTold(told: Where, language: Language): string {
  const { where } = vocabularyOf(language);
  const say = sayIn(language);
  const hop = ({ n, address, inside }: HopPlace): string =>
    n === 0 ? where.here : where.hop(n, address, inside);
  const [last, next] = [hop(told.lastHop), told.nextHop === null ? where.end : hop(told.nextHop)];
  const port = (number: number | null): string => `${told.method.toUpperCase()} ${number ?? ''}`.trim();
  const [own, control] = [port(told.port), port(told.controlPort)];
  switch (told.why) {
    case 'dropped':
      return where.dropped(own, last, control, next);
    case 'refused':
      return where.refused(own, last);
    case 'answered-early':
      return where.answeredEarly(own, control, next);
    case 'delay':
      return where.delay(last, next, say.ms(told.addedMs ?? 0));
    case 'large':
      return told.mtuBytes === null ? where.large(last, next) : where.largest(last, say.bytes(told.mtuBytes));
  }
}

function placeOf(
  { host }: Speakable,
  { side, sideProven }: Pick<Finding, 'side' | 'sideProven'>,
  language: Language,
): string {
  const { where, side: name } = vocabularyOf(language);
  if (sideProven === true || side === 'us') return where.proven(name[side]);
  if (side !== 'path' && side !== 'service') return where.likely(name[side]);
  const vpn = host.vpn?.interface ?? null;
  return where.path([...(vpn === null ? [] : [where.vpn(vpn)]), where.firewall]);
}

/** The title of one finding by itself: what stops one protocol of a family. */
export function ownTitleOf(report: Speakable, id: string | null, language: Language): string | null {
  const finding = report.findings.find((one) => one.id === id);
  return finding === undefined ? null : wordsOfFamily([finding], language).title;
}

/** The title of the card that tells a finding. */
export function titleOf(report: Speakable, id: string | null, language: Language): string | null {
  const families = familiesOf(report.findings);
  const family = families.find((members) => members.some((one) => one.id === id));
  return family === undefined ? null : wordsOfFamily(family, language).title;
}
