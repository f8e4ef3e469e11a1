/** What a calibration will send, and what it learned, in words for the person at the terminal. Pure. */
import type { CalibratedRegion, Calibration, CalibrationAnswers } from '../regions/calibration.ts';
import type { Region, Tables } from '../regions/model.ts';
import { targetOf } from '../plan/step.ts';
import { ADDRESSES_AT_ONCE, WAIT_MS } from './count-answers.ts';
import { TRIES, type CalibrationPlan, type Payload, type Series } from './plan-calibration.ts';

const PAYLOAD_WORDS: Readonly<Record<Payload, string>> = {
  text: 'a short text that names this project',
  empty: 'an empty datagram',
  'version-negotiation': 'a QUIC packet of 1200 bytes that asks for version negotiation',
};

/** Printed before the first packet: every name, address and port, and how much goes there. */
export function describePlan(plan: CalibrationPlan): string {
  const of = (probe: string): string[] =>
    unique(plan.steps.filter((step) => step.probe === probe).map((step) => targetOf(step).host ?? ''));
  const connects = plan.steps.filter((step) => step.probe === 'tcp');
  const pages = of('https');
  const names = of('dns');
  return [
    `Calibration of ${plan.regions.join(', ')}. This is what will be sent, and nothing else:`,
    `${names.length} names are looked up, by this computer's resolver and at each of its DNS servers:`,
    ...names.map((name) => `  ${name}`),
    `${pages.length} of them are asked on port 443, once each: "GET /", without cookies or redirects:`,
    ...pages.map((name) => `  ${name}`),
    `${connects.length} TCP connections are opened and reset:`,
    ...unique(connects.map(targetOf).map((target) => `  ${target.address} port ${target.port}`)),
    ...describeSeries(plan.series),
    'The same connections and datagrams go to at most 8 addresses that a health-check name has now and the tables do not list.',
    `It takes about ${expectedSeconds(plan.series)} seconds. Nothing is uploaded: the result is one file.`,
    '',
  ].join('\n');
}

function describeSeries(series: readonly Series[]): string[] {
  const total = series.reduce((sum, { payload }) => sum + TRIES[payload], 0);
  const payloads = unique(series.map(({ payload }) => payload)) as Payload[];
  return [
    `${total} UDP datagrams are sent, at most 5 a second to one address:`,
    ...payloads.map((payload) => `  ${TRIES[payload]} times ${PAYLOAD_WORDS[payload]} to each of`),
    ...unique(series.map(({ address, port, target }) => `  ${address} port ${port} (${target})`)),
  ];
}

/** All silent, which is the longest it can take. */
function expectedSeconds(series: readonly Series[]): number {
  const waitMs = series.reduce((sum, { payload }) => sum + TRIES[payload] * WAIT_MS, 0);
  return 5 + Math.ceil(waitMs / ADDRESSES_AT_ONCE / 1000);
}

/** A few lines for each Region: what was answered, what drifted, what is gone. */
export function describeResult(calibration: Calibration, tables: Tables): string {
  return calibration.regions
    .flatMap((seen) => {
      const region = tables.regions.find(({ code }) => code === seen.code);
      return region === undefined ? [] : [`${region.code}:`, ...regionLines(seen, region)];
    })
    .map((line) => `${line}\n`)
    .join('');
}

function regionLines(seen: CalibratedRegion, region: Region): string[] {
  const asked = seen.statuses.length;
  const answered = seen.statuses.filter(({ status }) => status !== null).length;
  return [
    ...answerLines(seen.answers),
    `  pages: ${answered} of ${asked} hosts answered "GET /"`,
    ...driftLines(seen, region),
    ...(seen.missingNames.length === 0 ? [] : [`  do not exist: ${seen.missingNames.join(', ')}`]),
  ];
}

function answerLines(rows: readonly CalibrationAnswers[]): string[] {
  const keyOf = (row: CalibrationAnswers): string =>
    `${row.target}, UDP ${row.port}, ${row.payload ?? row.probe}`;
  return unique(rows.map(keyOf)).map((key) => {
    const same = rows.filter((row) => keyOf(row) === key);
    const sum = (field: 'sent' | 'answered'): number => same.reduce((total, row) => total + row[field], 0);
    return `  ${key}: ${sum('answered')} of ${sum('sent')} answered`;
  });
}

function driftLines({ healthCheck }: CalibratedRegion, region: Region): string[] {
  if (region.healthCheck === null) return ['  the tables have no health-check server here'];
  if (healthCheck.addresses === null) return ['  the health-check name did not resolve'];
  const listed = region.healthCheck.addresses.map(({ address }) => address);
  const now = healthCheck.addresses;
  const added = now.filter((address) => !listed.includes(address));
  const gone = listed.filter((address) => !now.includes(address));
  if (added.length + gone.length === 0) return ['  the health-check name has the addresses of the tables'];
  return [
    ...(added.length > 0 ? [`  new addresses of the health-check name: ${added.join(', ')}`] : []),
    ...(gone.length > 0 ? [`  listed and no longer given by DNS: ${gone.join(', ')}`] : []),
  ];
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
