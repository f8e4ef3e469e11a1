/** A field of the report or of the evidence that has no rule stays out of bundles. Whoever adds one decides here what it says of a person. */
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { EVIDENCE } from '../../../src/bundle/allow-evidence.ts';
import { RECORD_RULE, REPORT_RULE } from '../../../src/bundle/allow-list.ts';
import type { Rule } from '../../../src/bundle/allow-rule.ts';
import { evidence } from '../../../src/evidence/index.ts';
import { runRecord } from '../../../src/findings/record.ts';
import { reportSchema } from '../../../src/report/report.ts';

/** Fields that stay out on purpose. */
const LEFT_OUT = [/^comparison(\.|$)/];

type Json = { readonly [key: string]: unknown };

/** Paths of the schema that no rule covers, by the JSON Schema that is published of it. */
function uncovered(schema: Json, rule: Rule | undefined, path = ''): string[] {
  const branches = [...((schema['anyOf'] ?? []) as Json[]), ...((schema['oneOf'] ?? []) as Json[])];
  if (branches.length > 0) return branches.flatMap((branch) => uncovered(branch, rule, path));
  if (schema['items'] !== undefined) return uncovered(schema['items'] as Json, rule, path);
  if (rule === undefined) return [path];
  const properties = schema['properties'] as Record<string, Json> | undefined;
  if (properties === undefined || typeof rule === 'string') return [];
  if (Object.hasOwn(rule, '$kind')) return [];
  return Object.entries(properties).flatMap(([key, field]) =>
    uncovered(field, rule[key] ?? rule['*'], path === '' ? key : `${path}.${key}`),
  );
}

function jsonOf(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, { unrepresentable: 'any', reused: 'inline' });
}

describe('the allow-list', () => {
  test('covers every field of the report', () => {
    const open = uncovered(jsonOf(reportSchema), REPORT_RULE);
    expect(open.filter((path) => !LEFT_OUT.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  test('covers every field of a record', () => {
    expect(uncovered(jsonOf(runRecord), RECORD_RULE)).toEqual([]);
  });

  test.each(evidence.options.map((option) => [option.shape.kind.value, option] as const))(
    'covers every field of the evidence of %s',
    (kind, option) => {
      expect(uncovered(jsonOf(option), EVIDENCE[kind])).toEqual([]);
    },
  );

  test('notices a field that nobody allowed', () => {
    const schema = z.object({ id: z.string(), host: z.object({ brandNew: z.string() }) });
    expect(uncovered(jsonOf(schema), { id: 'keep', host: { old: 'keep' } })).toEqual(['host.brandNew']);
  });
});
