import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { loadTables } from '../../../../src/regions/tables.ts';
import { audit, auditOutcome, type AuditResult } from '../../../../src/rules/audit/audit.ts';
import { auditContext } from '../../../../src/rules/audit/audit-context.ts';
import { readAuditText } from '../../../../src/rules/audit/read-audit-text.ts';
import { renderAuditJson, renderAuditText } from '../../../../src/rules/audit/render-audit.ts';
import { countRules } from '../../../../src/rules/count-rules.ts';
import { csv } from '../../../../src/rules/formats/csv.ts';
import { NO_OPTIONS } from '../../../../src/rules/formats/rule-format.ts';
import type { RuleRequest } from '../../../../src/rules/rule-request.ts';
import { ruleRequest, rulesFor } from '../rule-fixtures.ts';

const contexts = new Map<string, ReturnType<typeof auditContext>>();
function contextOf(request: RuleRequest) {
  const key = JSON.stringify(request);
  const context = contexts.get(key) ?? auditContext(loadTables(), request);
  contexts.set(key, context);
  return context;
}
function audited(text: string, region = 'us-east-1', more: Partial<RuleRequest> = {}): AuditResult {
  const file = readAuditText(text);
  if (typeof file === 'string') throw new Error(file);
  return audit(file, contextOf(ruleRequest(region, more)));
}
const missing = (result: AuditResult): string[] =>
  result.missing.map(({ rule }) => `${rule.transport}-${rule.port} ${rule.destination}`);
const remark = (result: AuditResult) => result.remarks.map(({ kind, place }) => `${kind} ${place}`);
const perfect = csv.render(rulesFor('us-east-1'), NO_OPTIONS).text;

describe('a team that has exactly the rules', () => {
  test('lacks nothing and has nothing too wide', () => {
    const result = audited(perfect);
    expect([missing(result), remark(result), result.unread, auditOutcome(result)]).toEqual([[], [], [], 0]);
  });

  test.each([
    ['a byte order mark', `\uFEFF${perfect}`],
    [
      'every field in quotes',
      perfect.replace(/^.*$/gm, (line) =>
        line
          .split(',')
          .map((cell) => (cell.startsWith('"') ? cell : `"${cell}"`))
          .join(','),
      ),
    ],
  ])('is understood with %s', (_name, text) => {
    expect(missing(audited(text))).toEqual([]);
  });

  test('lacks exactly the rule that is taken away, whichever it is', () => {
    const rules = rulesFor('us-east-1').rules;
    const alone = rules.filter(
      ({ category }) => !['healthCheck', 'dcvGateway', 'dcvGatewayName'].includes(category),
    );
    fc.assert(
      fc.property(fc.constantFrom(...alone), (gone) => {
        const set = rulesFor('us-east-1');
        const text = csv.render(
          { ...set, rules: set.rules.filter(({ id }) => id !== gone.id) },
          NO_OPTIONS,
        ).text;
        const result = audited(text);
        expect(result.missing.map(({ rule }) => rule.id)).toEqual([gone.id]);
        expect(auditOutcome(result)).toBe(gone.need === 'essential' ? 1 : 0);
      }),
      { numRuns: 25 },
    );
  });

  test('may have the health check and the DCV gateways by name or by address', () => {
    const set = rulesFor('us-east-1');
    const without = (kind: string) =>
      csv.render(
        {
          ...set,
          rules: set.rules.filter(
            (rule) =>
              !(rule.kind === kind && /healthCheck|dcvGateway/.test(rule.category)) &&
              !(kind === 'fqdn' && rule.kind === 'wildcard'),
          ),
        },
        NO_OPTIONS,
      ).text;
    expect([missing(audited(without('cidr'))), missing(audited(without('fqdn')))]).toEqual([[], []]);
  });
});

describe('missing', () => {
  test('a half-open range names the blocks that are left, and where the other half stands', () => {
    const [row] = audited('destination,port,transport\n3.217.228.0/23,4172,tcp\n').missing.filter(
      ({ rule }) => rule.destination === '3.217.228.0/22' && rule.transport === 'tcp',
    );
    expect([row?.parts, row?.near]).toEqual([['3.217.230.0/23'], ['line 2']]);
  });

  test('the right destination on the wrong port is missing, with its place', () => {
    const [row] = audited('connectivity.amazonworkspaces.com,80,tcp').missing.filter(
      ({ rule }) => rule.category === 'connectivityCheck',
    );
    expect([row?.parts, row?.near]).toEqual([null, ['line 1']]);
  });

  test('an entry for everywhere on another port is no place near a missing rule', () => {
    const { missing: rows } = audited('destination,port,transport\n0.0.0.0/0,4195,tcp\n');
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter(({ near }) => near.length > 0)).toEqual([]);
  });

  test('TCP alone does not open UDP', () => {
    expect(missing(audited('3.217.228.0/22,4172,tcp'))).toContain('udp-4172 3.217.228.0/22');
    expect(missing(audited('3.217.228.0/22,4172,tcp'))).not.toContain('tcp-4172 3.217.228.0/22');
  });

  test('several entries together cover a range', () => {
    const text = '3.217.228.0/23,4172,any\n3.217.230.0-3.217.231.255,4000-5000,udp/tcp\n';
    expect(missing(audited(text)).filter((key) => key.includes('3.217.228.0'))).toEqual([]);
  });

  test('everything open lacks nothing, and is far too wide', () => {
    const result = audited('any,any,any');
    expect([missing(result), remark(result)]).toEqual([[], ['wider line 1']]);
  });
});

describe('remarks', () => {
  test.each([
    ['a block around the range', '3.217.0.0/16,4172,tcp', 'wider line 1'],
    ['a wildcard over the whole provider', '*.amazonaws.com,443,tcp', 'wider line 1'],
    ['a leading dot is a wildcard too', '.cloudfront.net,443,tcp', 'wider line 1'],
    ['all ports where one would do', 'connectivity.amazonworkspaces.com,1-65535,tcp', 'wider line 1'],
    ['a name of 2016', 'workspaces-client-css.s3.amazonaws.com,443,tcp', 'obsolete line 1'],
    ['a host of clients before 3.0', 'device-metrics-us-2.amazon.com,443,tcp', 'obsolete line 1'],
    ['the gateways of another Region', '52.59.127.0/24,4172,tcp', 'other-region line 1'],
    ['something of their own', '10.1.0.0/16,443,tcp', 'unrelated line 1'],
  ])('%s', (_name, text, wanted) => {
    expect(remark(audited(text))).toEqual([wanted]);
  });

  test('what another option would need is not too wide: Global Accelerator, FIPS, IPv6', () => {
    const text =
      '93.77.138.0/23,4195,tcp\nworkspaces-fips.us-east-1.amazonaws.com,443,tcp\n2600:1f28:34c::/48,4195,udp\n';
    expect(remark(audited(text))).toEqual([]);
  });

  test('a management range of 2016 is obsolete in its own Region alone', () => {
    expect(remark(audited('172.31.0.0/16', 'eu-central-1'))).toEqual(['obsolete line 1']);
    expect(remark(audited('172.31.0.0/16', 'us-east-1'))).toEqual(['unrelated line 1']);
  });

  test('a wider block is told with what would do', () => {
    expect(audited('3.217.224.0/21,4172,tcp').remarks[0]?.why).toBe(
      '1024 addresses more than needed; 3.217.228.0/22 would do',
    );
  });
});

test('the largest file that is read is judged within the time of a test, and its text stays short', () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `20.${index % 256}.${index >> 8}.0/24,443,tcp`);
  const result = audited(lines.join('\n'));
  expect(result.remarks.length).toBe(20_000);
  expect(renderAuditText(result)).toContain('and 19,980 more');
});

describe('texts', () => {
  const text = `# ours\nconnectivity.amazonworkspaces.com\n3.217.0.0/16\nworkspaces-client-css.s3.amazonaws.com\n52.59.127.0/24\n10.1.0.0/16\nwhat is \u001b[31mthis\n`;

  test('no line is wider than 80 columns but a long name, and no control character comes through', () => {
    const shown = renderAuditText(audited(text));
    expect(shown.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(shown).not.toContain('\u001b');
    for (const title of [
      'MISSING, essential',
      'WIDER THAN NEEDED',
      'OBSOLETE',
      'OF ANOTHER REGION',
      'NOT UNDERSTOOD',
    ])
      expect(shown).toContain(title);
  });

  test('what is missing is counted as `rules` and `prove` count: as it is entered, and its destinations', () => {
    const essential = rulesFor('us-east-1').rules.filter(({ need }) => need === 'essential');
    const { rules, destinations } = countRules(essential);
    expect(rules).toBeLessThan(destinations);
    expect(renderAuditText(audited('destination,port,transport,action\n'))).toContain(
      `${rules} essential rules (${destinations} destinations) are missing for us-east-1`,
    );
  });

  test('the JSON is one document with the schema', () => {
    expect(JSON.parse(renderAuditJson(audited(text)))).toMatchObject({
      schema: 'preflight.audit/1',
      format: 'list',
    });
  });

  test('what is complete says so', () => {
    expect(renderAuditText(audited(perfect))).toMatch(/\nNothing is missing for us-east-1/);
  });
});
