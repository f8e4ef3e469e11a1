/**
 * Facts of findings go into a bundle by their kinds, and every sentence is spoken from what is left: for each cause, a name or a secret in any of its texts is
 * in no byte of what the bundle says, in any language.
 */
import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { makeNaming } from '../../../src/bundle/naming.ts';
import { redactReport, type RedactOptions } from '../../../src/bundle/redact.ts';
import { makeScrubber } from '../../../src/bundle/scrub-text.ts';
import { serviceFacts } from '../../../src/bundle/service-facts.ts';
import type { AnyCause } from '../../../src/causes/cause.ts';
import { factKind, type FactKind } from '../../../src/causes/facts.ts';
import { CAUSES } from '../../../src/causes/index.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import { REDACTION_LEVELS, type RedactionLevel } from '../../../src/core/words.ts';
import type { Report } from '../../../src/report/report.ts';
import { wordsOf } from '../../../src/words/languages.ts';
import { sampleFacts } from '../../../scripts/sample-facts.ts';
import { madeReport } from '../report/made-report.ts';
import { tables } from './simulated-input.ts';

const SERVICE = serviceFacts(tables, null);

function optionsOf(level: RedactionLevel): RedactOptions {
  const naming = makeNaming({ level, publicAddress: false, service: SERVICE });
  const scrubber = makeScrubber({ naming, secrets: ['WSfra+ZQ7K2M'] });
  return { level, naming, scrubber, leaveOut: [], onUnlisted: () => undefined };
}

/** What a stranger or a person could have put there, by kind; the needle is in no bundle. */
const DIRT: Partial<Readonly<Record<FactKind, readonly string[]>>> = {
  address: ['10.77.66.55', 'fd12:3456:789a::zq', '2a02:8106:77:66::5'],
  'host-name': ['zqhost.zqcorp.example', 'zqhost', 'WSfra+ZQ7K2M'],
  'network-name': ['Zqcorp VPN', 'enx0800274e66a1'],
  'foreign-text': ['CN=Zqcorp Root, O=Zqperson', 'Zqcorp 11 Pro', 'password=zqplum', 'Basic enE6enFwbHVt'],
  url: ['http://zquser:zqpass@zqhost.zqcorp.example/zqpath?zqtoken=1', 'zqscheme zqtext'],
  server: [
    'zqhost.zqcorp.example:8443',
    '10.77.66.55:3128',
    'fd12:3456:789a::66',
    '[fd12::66]:3128',
    'zqhost',
  ],
  version: ['Zqcorp-5', '5.1 zqjane'],
};
const NEEDLE = /zq|enE6|0800274e66a1|10\.77\.66|fd12:|2a02:8106/i;

function dirtyFacts(cause: AnyCause): readonly Readonly<Record<string, unknown>>[] {
  const sample = sampleFacts(cause);
  return Object.entries(cause.facts.shape as Record<string, z.ZodType>).flatMap(([name, schema]) => {
    const kind = factKind(schema);
    return (kind === null ? [] : (DIRT[kind] ?? [])).flatMap((text) =>
      [text, [text, text]]
        .map((value) => ({ ...sample, [name]: value }))
        .filter((facts) => cause.facts.safeParse(facts).success),
    );
  });
}

const FINDING: Report['findings'][number] = {
  id: 'one',
  code: 'tomorrow/unknown',
  severity: 'error',
  side: 'path',
  sideProven: false,
  protocols: ['dcv'],
  region: null,
  params: {},
  title: 'The host zqhost is blocked',
  explanation: '',
  checks: [],
  explains: [],
  remedies: { user: '', helpdesk: '', network: '' },
  sources: [],
};

function reportWith(
  code: string,
  params: Readonly<Record<string, unknown>>,
  language: Report['language'],
): Report {
  const report = madeReport({});
  const words = wordsOf(code, [params], language ?? 'en');
  if (words === null) throw new Error(`${code} does not speak`);
  const { title, explanation, you, helpdesk, network } = words;
  return {
    ...report,
    language,
    findings: [
      {
        ...FINDING,
        code,
        params: params as never,
        title,
        explanation,
        remedies: { user: you, helpdesk, network },
      },
    ],
  };
}

const CASES = (CAUSES as readonly AnyCause[]).map((cause) => [cause.code, cause] as const);

describe.each(['standard', 'minimal'] as const)('at the level %s', (level) => {
  test.each(CASES)('%s says nothing of whom its facts name, in any language', (code, cause) => {
    const options = optionsOf(level);
    const found = dirtyFacts(cause).flatMap((facts) =>
      LANGUAGES.flatMap((language) => {
        const { findings } = redactReport(reportWith(code, facts, language), options);
        const text = JSON.stringify(findings);
        const at = text.search(NEEDLE);
        return at < 0 ? [] : [`${JSON.stringify(facts)} -> ${text.slice(Math.max(0, at - 60), at + 60)}`];
      }),
    );
    expect(found).toEqual([]);
  });
});

test.each(CASES)('%s still speaks of the facts that are left, at every level', (code, cause) => {
  for (const level of REDACTION_LEVELS)
    for (const language of LANGUAGES) {
      const { findings } = redactReport(reportWith(code, sampleFacts(cause), language), optionsOf(level));
      const [finding] = findings;
      const words = wordsOf(code, [finding?.params ?? {}], language);
      expect(words).not.toBeNull();
      expect(finding).toMatchObject({ title: words?.title, explanation: words?.explanation });
      expect(finding?.title).not.toBe('');
    }
});

function unknownAt(level: RedactionLevel, finding: Partial<Report['findings'][number]>): Report['findings'] {
  return redactReport(madeReport({ findings: [{ ...FINDING, ...finding }] }), optionsOf(level)).findings;
}

test('secrets are gone at the level full too', () => {
  const found = unknownAt('full', { params: { who: 'password=zqplum' }, title: 'WSfra+ZQ7K2M' });
  expect(JSON.stringify(found)).not.toMatch(/zqplum|ZQ7K2M/);
});

test('a finding of an unknown code keeps known words alone', () => {
  const [found] = unknownAt('standard', { params: { who: 'Zqjane', n: 3 } });
  expect(JSON.stringify(found)).not.toMatch(/zq/i);
  expect(found?.params['n']).toBe(3);
  expect(found?.title).toMatch(/^The host \S+ is blocked$/);
});

test('what the person left out is not spoken again', () => {
  const options = { ...optionsOf('standard'), leaveOut: ['findings.title', 'summary'] };
  const report = reportWith(
    'agent/deadline',
    sampleFacts(CASES.find(([code]) => code === 'agent/deadline')?.[1] as AnyCause),
    'en',
  );
  const { findings, summary } = redactReport(report, options);
  expect([summary, findings[0]?.title]).toEqual(['left-out', 'left-out']);
});

describe('the name of the system', () => {
  test.each([
    'Debian GNU/Linux 12 (bookworm)',
    'Ubuntu 24.04.1 LTS',
    'Fedora Linux 41 (Workstation Edition)',
    'openSUSE Leap 15.6',
    'Windows 11 Enterprise',
    'macOS 15.1',
  ])('%s can be read in a bundle', (name) => {
    const report = madeReport({});
    const { host } = redactReport(
      { ...report, host: { ...report.host, os: { ...report.host.os, name } } },
      optionsOf('standard'),
    );
    expect(host.os.name).toBe(name);
  });
});
