/** A field of the report or of the evidence that has no rule stays out of bundles. Whoever adds one decides here what it says of a person. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { EVIDENCE, evidence as evidenceRule } from '../../../src/bundle/allow-evidence.ts';
import { RECORD_RULE, REPORT_RULE } from '../../../src/bundle/allow-list.ts';
import type { Rule } from '../../../src/bundle/allow-rule.ts';
import { makeBundle } from '../../../src/bundle/make-bundle.ts';
import { REDACTION_LEVELS } from '../../../src/core/words.ts';
import { evidence } from '../../../src/evidence/index.ts';
import { runRecord } from '../../../src/reading/record.ts';
import { reportSchema } from '../../../src/report/report.ts';
import { insideOf, simulatedInput } from './simulated-input.ts';

/** Fields that stay out on purpose. */
const LEFT_OUT = [/^comparison(\.|$)/];

type Json = { readonly [key: string]: unknown };
type Leaf = readonly [path: string, schema: Json, rule: Rule | undefined];

/** The leaves of a schema with their rules, by the JSON Schema that is published of it. */
function leavesOf(schema: Json, rule: Rule | undefined, path = ''): Leaf[] {
  const branches = [...((schema['anyOf'] ?? []) as Json[]), ...((schema['oneOf'] ?? []) as Json[])];
  if (branches.length > 0) return branches.flatMap((branch) => leavesOf(branch, rule, path));
  if (schema['items'] !== undefined) return leavesOf(schema['items'] as Json, rule, path);
  if (rule === undefined) return [[path, schema, rule]];
  const properties = schema['properties'] as Record<string, Json> | undefined;
  // Evidence has a test of its own; a finding of an unknown code has the fields of every finding.
  const rules = typeof rule === 'function' ? rule({}) : rule;
  if (rule === evidenceRule) return [];
  if (properties === undefined || typeof rules !== 'object') return [[path, schema, rules]];
  return Object.entries(properties).flatMap(([key, field]) =>
    leavesOf(field, rules[key] ?? rules['*'], path === '' ? key : `${path}.${key}`),
  );
}

function uncovered(schema: Json, rule: Rule | undefined): string[] {
  return leavesOf(schema, rule).flatMap(([path, , found]) => (found === undefined ? [path] : []));
}

const SAYS = new Set(
  (
    'keep text spoken version foreign id host address mac interface ssid name url host-port bypass path secret-name txt-value never ' +
    '~keep ~text ~version ~foreign ~host ~address ~mac ~bypass ~ssid ~name ~path'
  ).split(' '),
);

/** Texts that this program alone writes: numbers of runs, times, digests, codes, names of Regions, systems and tools. */
const OUR_TEXTS = new Set(
  (
    'id createdAt agent.version agent.platform agent.arch agent.runtime tables.edition tables.date tables.sha256 request.regions ' +
    'request.namedRegion request.require host.os.platform host.os.arch host.timezone host.proxy.seen.name regions.code regions.name ' +
    'regions.mtu.methods bestRegion.code findings.code findings.sources limits.rttMs.pcoip.band limits.rttMs.dcv.band limits.sources ' +
    'repeat.runs.id repeat.runs.createdAt repeat.findings.code steps.regions steps.control https.attempts.tls.chain.validFrom ' +
    'https.attempts.tls.chain.validTo https.attempts.tls.chain.sha256 https.attempts.http.receivedAt quic.reply.versions ' +
    'client.browsers.name client.log.lastError.at client.log.lastLineAt client.log.lastStartAt client.log.otherErrors.lastAt ' +
    'system-tls.tool hops.tool hops.ttl.mark scenario host.proxy.pacEntries.failure protocols.pcoip.band protocols.dcv.band decidingRegion ' +
    'checks.category checks.region findings.region steps.category steps.region dns.servers.rcode https.attempts.tls.protocol ' +
    'https.attempts.tls.cipher https.attempts.tls.alpn https.attempts.tls.publicTrust.error https.attempts.tls.machineTrust.error ' +
    'https.attempts.http.dateHeader'
  ).split(' '),
);

/** What a leaf does that its sort forbids: a figure, a flag or a word of a closed list stays, a text never stays unread. */
function wrong([path, schema, rule]: Leaf): string[] {
  if (schema['type'] === 'null' || (typeof rule === 'object' && schema['type'] === 'object')) return [];
  if (typeof rule !== 'string' || !SAYS.has(rule)) return [`${path}: ${JSON.stringify(rule)} says nothing`];
  const isText =
    [schema['type']].flat().includes('string') && (schema['enum'] ?? schema['const']) === undefined;
  const isClosed = !isText || OUR_TEXTS.has(path);
  const stays = rule === 'keep' || rule === '~keep';
  return rule === 'never' || isClosed === stays ? [] : [`${path}: ${rule}`];
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

  test('lets figures, flags and closed words stay, and no other text unread', () => {
    const all = [
      ...leavesOf(jsonOf(reportSchema), REPORT_RULE),
      ...leavesOf(jsonOf(runRecord), RECORD_RULE),
      ...evidence.options.flatMap((option) => {
        const kind = option.shape.kind.value;
        return leavesOf(jsonOf(option), EVIDENCE[kind], kind);
      }),
    ].filter(([path]) => !LEFT_OUT.some((pattern) => pattern.test(path)));
    expect(all.length).toBeGreaterThan(700);
    expect([...new Set(all.flatMap(wrong))]).toEqual([]);
  });

  test('notices a field that nobody allowed', () => {
    const schema = z.object({ id: z.string(), host: z.object({ brandNew: z.string() }) });
    expect(uncovered(jsonOf(schema), { id: 'keep', host: { old: 'keep' } })).toEqual(['host.brandNew']);
  });

  test('denies every field that nobody allowed, wherever it turns up, at every level', async () => {
    const input = await simulatedInput('decrypted');
    const { report, record } = input;
    const places = [...objectsOf(report, REPORT_RULE), ...objectsOf(record, RECORD_RULE)];
    expect(places.length).toBeGreaterThan(500);
    const field = fc.record({
      place: fc.nat({ max: places.length - 1 }),
      key: fc.stringMatching(/^[a-z][A-Za-z]{3,12}$/).map((name) => `${name}New`),
      level: fc.constantFrom(...REDACTION_LEVELS),
      wrap: fc.constantFrom(
        (value: string): unknown => value,
        (value: string): unknown => [value, { deep: value }],
        (value: string): unknown => ({ address: value, text: value, host: value }),
      ),
    });
    fc.assert(
      fc.property(field, ({ place, key, level, wrap }) => {
        const object = places[place] as Record<string, unknown>;
        object[key] = wrap('zz-unlisted-zz');
        try {
          const { bytes } = makeBundle(input, { level, leaveOut: [], putIn: [] });
          const all = [...insideOf(bytes)].filter(([name]) => name !== 'manifest.json');
          expect(all.filter(([, text]) => text.includes('zz-unlisted-zz') || text.includes(key))).toEqual([]);
          expect(insideOf(bytes).get('manifest.json')).toMatch(new RegExp(`field [\\w.*]*\\.?${key}`));
        } finally {
          delete object[key];
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});

/** Every object of a value whose keys are fixed by its rule; a record with free keys (`*`) is none. */
function objectsOf(value: unknown, rule: Rule | undefined): object[] {
  if (value === null || typeof value !== 'object' || rule === undefined || typeof rule === 'string')
    return [];
  if (Array.isArray(value)) return value.flatMap((item) => objectsOf(item, rule));
  const own = typeof rule === 'function' ? rule(value as Record<string, unknown>) : rule;
  if (typeof own !== 'object') return [];
  const below = Object.entries(value).flatMap(([key, field]) => objectsOf(field, own[key] ?? own['*']));
  return own['*'] === undefined ? [value, ...below] : below;
}
