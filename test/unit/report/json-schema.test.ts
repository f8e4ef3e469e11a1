/** The published JSON Schema, asked by ajv as a stranger would: what we write fits, what may come later fits, what breaks the contract does not. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { makeRegionsDocument } from '../../../src/report/regions-document.ts';
import { renderJson } from '../../../src/report/render-json.ts';
import { validateReport } from '../../../src/report/validate-report.ts';
import { blockedReport, hostileReport, madeReport } from './made-report.ts';

const OPTIONS = { allErrors: true, validateFormats: false, strictTypes: false };
/** Both dialects that a stranger's validator may speak. */
const VALIDATORS = [new Ajv(OPTIONS), new Ajv2020(OPTIONS)];

/** Null when every validator takes the document. */
function errorsOf(schemaFile: string, document: unknown): unknown {
  const schema = JSON.parse(readFileSync(`schemas/${schemaFile}`, 'utf8')) as Record<string, unknown>;
  const errors = VALIDATORS.map((ajv) => {
    const validate = ajv.getSchema(schemaFile) ?? ajv.compile(schema);
    return validate(JSON.parse(renderJson(document))) ? null : validate.errors;
  });
  expect(errors.every((each) => each === null) || errors.every((each) => each !== null)).toBe(true);
  return errors[0] ?? null;
}

describe('report.schema.json', () => {
  test.each([
    ['a healthy report', madeReport()],
    ['a report with findings', blockedReport()],
    ['a report full of hostile strings', hostileReport()],
    ['a field that a later version added', { ...madeReport(), weather: 'rain' }],
    ['a field added deep inside', madeReport({ agent: { ...madeReport().agent, mood: 'calm' } as never })],
    [
      'a report of a run that saw nothing',
      madeReport({ checks: [], regions: [], bestRegion: null, decidingRegion: null }),
    ],
  ])('takes %s', (_name, report) => {
    expect(errorsOf('report.schema.json', report)).toBeNull();
    expect(validateReport(report)).toMatchObject({ ok: true });
  });

  test.each([
    ['another schema word', { ...madeReport(), schema: 'preflight.report/2' }],
    ['a verdict outside the list', { ...madeReport(), verdict: 'fine' }],
    ['no checks', { ...madeReport(), checks: undefined }],
    [
      'a finding for no protocol',
      blockedReport({ findings: [{ ...blockedReport().findings[0], protocols: [] } as never] }),
    ],
    ['a duration that is no number', { ...madeReport(), durationMs: '12' }],
  ])('refuses %s, as the program does', (_name, report) => {
    expect(errorsOf('report.schema.json', report)).not.toBeNull();
    expect(validateReport(report)).toMatchObject({ ok: false });
  });

  test('the refusal says where', () => {
    expect(validateReport({ ...madeReport(), verdict: 'fine' })).toMatchObject({
      problem: expect.stringMatching(/^verdict: /),
    });
  });
});

test('regions.schema.json takes the document of preflight regions', () => {
  const document = makeRegionsDocument(madeReport(), { partition: 'aws', askedFor: null });
  expect(errorsOf('regions.schema.json', document)).toBeNull();
});
