import { english } from '../../../../src/words/en/index.ts';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { loadTables } from '../../../../src/regions/tables.ts';
import { csvRows } from '../../../../src/rules/audit/csv/rows.ts';
import { awsSecurityGroupSchema } from '../../../../src/rules/formats/written-schemas.ts';
import { csvCell } from '../../../../src/rules/formats/csv.ts';
import { RULE_FORMATS } from '../../../../src/rules/formats/index.ts';
import { withMask } from '../../../../src/rules/formats/policies.ts';
import { NO_OPTIONS, type FormatOptions } from '../../../../src/rules/formats/rule-format.ts';
import { ruleSet, type RuleSet } from '../../../../src/rules/rule.ts';
import { describeUnless, whyMissing, whyNotApart } from '../../../setup/describe-unless.ts';
import { rulesFor } from '../rule-fixtures.ts';

const everything = { withAga: true, withFips: true, withIpv6: true };
const CODES = loadTables().regions.map(({ code }) => code);
const allOf = (regions: readonly string[]) => rulesFor('us-east-1', { ...everything, regions });
const all = allOf(CODES);
const one = rulesFor('eu-west-3', everything);

function rendered(id: string, set: RuleSet = one, options: FormatOptions = NO_OPTIONS) {
  const format = RULE_FORMATS.find((each) => each.id === id);
  if (!format) throw new Error(`no format ${id}`);
  return format.render(set, options);
}

/** They have the tables' own texts. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(['text', 'markdown', 'csv', 'json']);

/** A set whose every text tries to leave its place. */
const hostile: RuleSet = {
  ...one,
  notes: ['note\n} evil \' " ` $(evil)'],
  omitted: [{ region: null, category: 'x', destination: '<a>\nevil', reason: "it's\n-A OUTPUT -j ACCEPT" }],
  tables: { ...one.tables, overlay: 'corp\n} evil' },
  rules: one.rules.map((rule) => ({
    ...rule,
    purpose: 'x\' ; evil\n" } evil $(evil) `evil`',
    doubt: 'C1: y\nevil "\'',
    source: 'z\r\nevil',
  })),
};

describe('every format', () => {
  test('has an id and a summary of its own', () => {
    expect(RULE_FORMATS.map(({ id }) => id)).toEqual([
      'text',
      'csv',
      'json',
      'markdown',
      'nftables',
      'iptables-restore',
      'squid',
      'windows-firewall',
      'aws-security-group',
      'blocks',
      'names',
      'terraform-aws',
      'terraform-azure',
      'fortios',
      'asa',
      'panos',
      'opnsense',
      'aws-network-firewall',
    ]);
    for (const { summary } of RULE_FORMATS) expect(summary.length).toBeGreaterThan(10);
  });

  test.each(RULE_FORMATS.map(({ id }) => id))(
    '%s ends with a line break, and says every rule or that it cannot',
    (id) => {
      const { text, notCovered } = rendered(id);
      expect(text.endsWith('\n')).toBe(true);
      const silent = new Set(notCovered.map((rule) => rule.id));
      const isSaid = ({ destination, kind }: (typeof one.rules)[number]): boolean =>
        text.includes(destination) ||
        text.includes(`"${destination.slice(1)}"`) ||
        (kind === 'cidr' && text.includes(withMask(destination)));
      expect(one.rules.filter((rule) => !silent.has(rule.id) && !isSaid(rule))).toEqual([]);
    },
  );

  test.each(['nftables', 'iptables-restore', 'squid', 'windows-firewall'])(
    '%s keeps strange texts of an overlay in one comment or string',
    (id) => {
      const lines = rendered(id, hostile).text.split(/\r?\n/);
      for (const line of lines.filter((text) => /evil/.test(text)))
        expect(line).toMatch(id === 'windows-firewall' ? /^#|-D(isplayName|escription) '/ : /^\s*#/);
      if (id === 'windows-firewall')
        for (const line of lines.filter((text) => !text.startsWith('#')))
          expect((line.match(/'/g) ?? []).length % 2).toBe(0);
    },
  );

  test.each(RULE_FORMATS.map(({ id }) => id).filter((id) => !FOR_PEOPLE.has(id)))(
    '%s is plain ASCII',
    (id) => {
      expect(rendered(id, all).text).toMatch(/^[ -~\n]*$/);
    },
  );
});

describe('for people', () => {
  test('the text keeps to 80 columns and says how much each port matters', () => {
    const { text } = rendered('text', all);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'DCV gateways, us-east-1: TCP 4195, UDP 4195 (helpful), TCP+UDP 443 (if used)',
    );
  });

  test('names, wildcards and addresses stand apart', () => {
    const { text } = rendered('text');
    const at = ['NAMES', 'WILDCARDS', 'ADDRESSES', 'NOT IN THE RULES'].map((title) => text.indexOf(title));
    expect(at).toEqual([...at].sort((left, right) => left - right));
    expect(text).toContain('doubtful, C30');
  });

  test('the stateless filter is told about return traffic', () => {
    expect(rendered('text').text.replaceAll(/\s+/g, ' ')).toContain(
      'A stateless filter needs a rule for the return traffic',
    );
    expect(rendered('nftables').text).toContain('return traffic');
  });

  test('markdown tables have as many cells in each row as in their head', () => {
    for (const block of rendered('markdown', hostile)
      .text.split('\n\n')
      .filter((text) => text.startsWith('|'))) {
      const cells = block
        .trim()
        .split('\n')
        .map((row) => row.replaceAll('\\|', '').split('|').length);
      expect(new Set(cells).size).toBe(1);
    }
  });
});

describe('for programs', () => {
  test('JSON is the rule set itself', () => {
    expect(ruleSet.parse(JSON.parse(rendered('json').text))).toEqual(one);
  });

  test('CSV has the names of the contract as its header and a row a rule', () => {
    const [header, ...rows] = [...csvRows(rendered('csv', hostile).text)];
    expect(header?.cells).toEqual(Object.keys(ruleSet.shape.rules.element.shape));
    expect(rows.length).toBe(hostile.rules.length);
    expect(new Set(rows.map(({ cells }) => cells.length))).toEqual(new Set([header?.cells.length]));
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['a,"b"', '"a,""b"""'],
    [null, ''],
    [-1, '-1'],
  ])('the cell %p is written as %s', (value, wanted) => {
    expect(csvCell(value)).toBe(wanted);
  });

  test('the security group has what EC2 accepts, each block once a port', () => {
    const { IpPermissions } = awsSecurityGroupSchema.parse(
      JSON.parse(rendered('aws-security-group', all).text),
    );
    expect(IpPermissions.map(({ IpProtocol, FromPort }) => `${IpProtocol} ${FromPort}`).sort()).toEqual([
      'tcp 4172',
      'tcp 4195',
      'tcp 443',
      'udp 4172',
      'udp 4195',
      'udp 443',
    ]);
    for (const { IpRanges } of IpPermissions)
      expect(new Set(IpRanges.map(({ CidrIp }) => CidrIp)).size).toBe(IpRanges.length);
  });

  test('more blocks than a security group holds are told, by family', () => {
    expect(rendered('aws-security-group', one).warnings).toEqual([]);
    expect(
      rendered('aws-security-group', all).warnings?.map((told) =>
        told(english.rules).replace(/^[\d,]+/, 'N'),
      ),
    ).toEqual([
      expect.stringMatching(/^N IPv4 rules: a security group holds 60/),
      expect.stringMatching(/^N IPv6 rules: a security group holds 60/),
    ]);
  });

  test('no text for Windows holds the bar that its names must not have', () => {
    const barred = { ...one, rules: one.rules.map((rule) => ({ ...rule, purpose: 'a|b', doubt: 'c|d' })) };
    const lines = rendered('windows-firewall', barred).text.split('\n');
    const texts = lines.flatMap((line) => line.match(/'[^']*'/g) ?? []);
    expect(texts.length).toBeGreaterThan(20);
    expect(texts.filter((text) => text.includes('|'))).toEqual([]);
  });

  test('squid lets names out on 443 alone, and denies the rest last', () => {
    const { text, notCovered } = rendered('squid');
    expect(text).toContain('acl preflight_names dstdomain connectivity.amazonworkspaces.com\n');
    expect(text.trimEnd().endsWith('http_access deny all')).toBe(true);
    expect(text).not.toMatch(/^[^#]*(4172|4195)/m);
    expect(
      new Set(notCovered.map(({ kind, transport }) => kind === 'fqdn' && transport === 'tcp' && kind)),
    ).toContain(false);
  });

  test('a firewall of addresses takes names in by the addresses given, and DNS and the proxy by option', () => {
    const options: FormatOptions = {
      resolved: { 'connectivity.amazonworkspaces.com': ['192.0.2.1', '2001:db8::1', 'nonsense'] },
      dnsServers: ['192.0.2.53'],
      proxy: { address: '192.0.2.80', port: 3128 },
    };
    const { text, notCovered } = rendered('nftables', one, options);
    for (const line of [
      'ip daddr { 192.0.2.1/32 } tcp dport 443',
      'ip6 daddr { 2001:db8::1/128 } tcp dport 443',
      'ip daddr { 192.0.2.53/32 } udp dport 53',
      'ip daddr { 192.0.2.80/32 } tcp dport 3128',
    ])
      expect(text).toContain(`    ${line} accept\n`);
    expect(notCovered.map(({ destination }) => destination)).not.toContain(
      'connectivity.amazonworkspaces.com',
    );
  });

  test('an address that a block of the rules holds already is not said twice', () => {
    const fra = rulesFor('eu-central-1');
    const resolved = { 'drp-fra.amazonworkspaces.com': ['52.59.191.224', '52.59.191.230'] };
    const { text, notCovered } = rendered('nftables', fra, { ...NO_OPTIONS, resolved });
    const lines = text
      .split('\n')
      .filter((line) => line.includes('52.59.191') && line.includes('tcp dport 4172'));
    expect(lines.map((line) => line.trim())).toEqual([
      'ip daddr { 52.59.191.230/32 } tcp dport 4172 accept',
      'ip daddr { 52.59.191.224/30 } tcp dport 4172 accept',
    ]);
    expect(notCovered.map(({ destination }) => destination)).not.toContain('drp-fra.amazonworkspaces.com');
  });

  test('Windows gives a name the same id on every run', () => {
    expect(rendered('windows-firewall').text).toBe(rendered('windows-firewall').text);
    expect(rendered('windows-firewall').text).toMatch(
      /-Keyword 'connectivity\.amazonworkspaces\.com' -AutoResolve \$true/,
    );
  });
});

describe('real programs accept it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-rules-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const options: FormatOptions = {
    resolved: { 'connectivity.amazonworkspaces.com': ['192.0.2.1', '2001:db8::1'] },
    dnsServers: ['192.0.2.53', '2001:db8::53'],
    proxy: { address: '192.0.2.80', port: 3128 },
  };
  const file = (id: string, set: RuleSet): string => {
    const path = join(folder, id);
    writeFileSync(path, rendered(id, set, options).text);
    return path;
  };
  const sets = [
    ['all Regions', all],
    ['one Region', one],
    ['hostile texts', hostile],
  ] as const;
  const apart = (...command: string[]): string =>
    execFileSync('unshare', ['-rn', ...command], { encoding: 'utf8', timeout: 20_000 });

  describeUnless(whyNotApart('nft', 'list', 'ruleset'), 'nft', () => {
    // An ordinary user's batch has a limit (the socket's send buffer) that all Regions with everything would pass.
    const half = Math.ceil(CODES.length / 2);
    const halves = [
      ['the first half of the Regions', allOf(CODES.slice(0, half))],
      ['the second half of the Regions', allOf(CODES.slice(half))],
    ] as const;
    test.each([...halves, ...sets.slice(1)])('nft -c: %s', (_name, set) => {
      expect(apart('nft', '-c', '-f', file('nftables', set))).toBe('');
    });

    test('loading twice replaces, and the policy is drop', () => {
      const path = file('nftables', one);
      const listed = apart('sh', '-c', `nft -f ${path} && nft -f ${path} && nft list ruleset`);
      expect(listed.match(/policy drop/g)?.length).toBe(1);
      expect(listed).toContain('ip daddr 51.44.72.0/22 tcp dport 4195 accept');
    });
  });

  describeUnless(whyNotApart('iptables-restore', '--test', '/dev/null'), 'iptables', () => {
    test.each(sets)('iptables-restore and ip6tables-restore --test: %s', (_name, set) => {
      const path = file('iptables-restore', set);
      apart('iptables-restore', '--noflush', '--test', path);
      apart('ip6tables-restore', '--noflush', '--test', path);
    });

    test('each program takes the rules of its family from the one file', () => {
      const path = file('iptables-restore', one);
      const listed = apart(
        'sh',
        '-c',
        `iptables -A INPUT -p tcp --dport 22 -j ACCEPT && iptables -P INPUT DROP && iptables-restore --noflush ${path} && iptables-restore --noflush ${path} && ip6tables-restore --noflush ${path} && iptables -S && ip6tables -S`,
      );
      expect(listed).toContain('-A OUTPUT -d 51.44.72.0/22 -p tcp -m tcp --dport 4195 -j ACCEPT');
      expect(listed).toContain('-A OUTPUT -d 2a05:d032:2000::/40 -p tcp -m tcp --dport 4172 -j ACCEPT');
      expect(listed.match(/-P OUTPUT DROP/g)?.length).toBe(2);
      // Loaded twice: each rule once, and the way in as it was.
      expect(listed.match(/-d 51\.44\.72\.0\/22 -p tcp -m tcp --dport 4195/g)?.length).toBe(1);
      expect(listed).toContain('-P INPUT DROP');
      expect(listed).toContain('-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT');
    });
  });

  describeUnless(whyMissing('squid'), 'squid', () => {
    test.each(sets)('squid -k parse: %s', (_name, set) => {
      const path = file('squid', set);
      const run = spawnSync('squid', ['-k', 'parse', '-f', path], { encoding: 'utf8', timeout: 20_000 });
      expect([run.status, /WARNING|ERROR|FATAL/.exec(run.stderr)?.[0]]).toEqual([0, undefined]);
    });
  });
});
