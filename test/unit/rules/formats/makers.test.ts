/** The syntaxes of firewall makers: each file is read by its grammar (or a real parser) and says the rule set, no less and never more. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PROFILES, PROTOCOLS } from '../../../../src/core/words.ts';
import { loadTables } from '../../../../src/regions/tables.ts';
import { RULE_FORMATS } from '../../../../src/rules/formats/index.ts';
import { NO_OPTIONS } from '../../../../src/rules/formats/rule-format.ts';
import type { Rule, RuleSet } from '../../../../src/rules/rule.ts';
import { rulesFor } from '../rule-fixtures.ts';
import { saidByAsa } from './grammar/asa.ts';
import { saidByFortios } from './grammar/fortios.ts';
import { saidByOpnsense } from './grammar/opnsense.ts';
import { saidByPanos } from './grammar/panos.ts';
import type { Said } from './grammar/said.ts';
import { saidBySuricata } from './grammar/suricata.ts';
import { saidByTerraformAws, saidByTerraformAzure } from './grammar/terraform.ts';

const GRAMMARS: readonly (readonly [string, (text: string) => Said | Promise<Said>])[] = [
  ['terraform-aws', saidByTerraformAws],
  ['terraform-azure', saidByTerraformAzure],
  ['fortios', saidByFortios],
  ['asa', saidByAsa],
  ['panos', saidByPanos],
  ['opnsense', saidByOpnsense],
  ['aws-network-firewall', saidBySuricata],
];
const codes = loadTables().regions.map(({ code }) => code);
const everything = { withAga: true, withFips: true, withIpv6: true };

function written(id: string, set: RuleSet) {
  const format = RULE_FORMATS.find((one) => one.id === id);
  if (format === undefined) throw new Error(`no format ${id}`);
  return { ...format.render(set, NO_OPTIONS), proof: format.proof };
}

/** What the file must say: every rule but those that it says it leaves out. */
function wanted(set: RuleSet, left: readonly Rule[]): Said {
  const out = new Set(left.map(({ id }) => id));
  return new Set(
    set.rules
      .filter(({ id }) => !out.has(id))
      .map(({ transport, port, destination }) => `${transport} ${port} ${destination}`),
  );
}

const hostile = (set: RuleSet): RuleSet => ({
  ...set,
  notes: ['note\n} evil \' " ` $(evil) ${evil}'],
  tables: { ...set.tables, overlay: 'corp\n} evil' },
  rules: set.rules.map((rule) => ({
    ...rule,
    purpose: 'x"; evil:1; \n" } ${evil}',
    doubt: 'y\n";)',
    source: 'z\nevil',
  })),
});

describe.each(GRAMMARS)('%s', (id, read) => {
  test('every Region in one file, and texts that try to leave their place', async () => {
    const all = rulesFor('us-east-1', { ...everything, regions: codes });
    for (const set of [all, hostile(all)]) {
      const { text, notCovered } = written(id, set);
      expect([...(await read(text))].sort()).toEqual([...wanted(set, notCovered)].sort());
    }
  });

  test('says which program proved it, where it has comments', () => {
    const { text, proof } = written(id, rulesFor('eu-central-1'));
    expect(text.replaceAll(/\n[#!] /g, ' ')).toContain(
      id === 'opnsense' ? 'not proved on the product' : `Proof: ${proof}`,
    );
  });

  test('never wider than the source, whatever is asked for', async () => {
    const request = fc.record({
      regions: fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 3 }),
      protocols: fc.uniqueArray(fc.constantFrom(...PROTOCOLS), { minLength: 1 }),
      profile: fc.constantFrom(...PROFILES),
      withAga: fc.boolean(),
      withFips: fc.boolean(),
      withIpv6: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const set = rulesFor(asked.regions[0] ?? '', asked);
        const source = wanted(set, []);
        const { text } = written(id, set);
        if (wanted(set, written(id, set).notCovered).size === 0) return;
        expect([...(await read(text))].filter((one) => !source.has(one))).toEqual([]);
      }),
      { numRuns: 5 },
    );
  });
});

test('the gateways of DCV by name: a domain list of AWS would let the name itself out too', () => {
  const { text } = written('aws-network-firewall', rulesFor('eu-central-1', { protocols: ['dcv'] }));
  expect(text).toContain('content:".prod.eu-central-1.highlander.aws.a2z.com"; endswith; nocase;');
  expect(text).not.toMatch(/dotprefix|ALLOWLIST/);
});

test('own DNS servers and the proxy are policies too', () => {
  const format = RULE_FORMATS.find(({ id }) => id === 'fortios');
  const { text } = format?.render(rulesFor('eu-central-1'), { resolved: {}, dnsServers: ['192.0.2.53'], proxy: { address: '192.0.2.80', port: 3128 } }) ?? { text: '' }; // prettier-ignore
  const said = saidByFortios(text);
  expect([...said].filter((one) => one.includes('192.0.2.'))).toEqual(['udp 53 192.0.2.53/32', 'tcp 53 192.0.2.53/32', 'tcp 3128 192.0.2.80/32'].sort((a, b) => [...said].indexOf(a) - [...said].indexOf(b))); // prettier-ignore
});
