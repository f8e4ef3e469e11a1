/** Secrets and names in every input of a bundle, and a search through every byte of what comes out, at each level. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { BundleInput } from '../../../src/bundle/bundle-input.ts';
import { makeBundle, type MadeBundle } from '../../../src/bundle/make-bundle.ts';
import { openBundle } from '../../../src/bundle/open-bundle.ts';
import { REDACTION_LEVELS, type RedactionLevel } from '../../../src/core/words.ts';
import { KNOWN, NAMES, NAMES_IN_SETTINGS, PLANTED, PLANTED_IN_LOGS, RAW_TOOLS } from './planted-secrets.ts';
import { insideOf, simulatedInput } from './simulated-input.ts';

const SECRETS = PLANTED.map(({ text }) => text);
const DIRT = [...SECRETS, ...NAMES.map((name) => `seen ${name} there`)].join('\n');
const PUBLIC = ['81.77.66.55', '2a02:77:66::55'];
const LOG_DIRT = [
  DIRT,
  ...PLANTED_IN_LOGS.map(({ text }) => text),
  `client ip ${PUBLIC[0]}`,
  `v6 ${PUBLIC[1]}.`,
].join('\n');

/** What the programs of three systems print, in their own shapes, and dirt behind each. */
const RAW_OUTPUT: NonNullable<NonNullable<BundleInput['record']>['toolOutput']> = {
  unkeptRuns: 0,
  runs: RAW_TOOLS.map(({ tool, args, output }, index) => ({
    ...{ tool, args: [...args, KNOWN.url, '--password', 'pw-zz058'] },
    ...{ atMs: index, durationMs: 5, exitCode: 0, droppedChars: 0, problem: null },
    output: `${output}\n${LOG_DIRT}`,
  })),
};

/** Every string that strangers or people can fill, in the report and in the record. */
function plant<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (key, field: unknown) => {
      if (typeof field !== 'string' && field !== null) return field;
      return STRANGERS.has(key) ? DIRT : field;
    }),
  ) as T;
}

const STRANGERS = new Set([
  'detail',
  'title',
  'explanation',
  'summary',
  'forecast',
  'text',
  'skipped',
  'location',
  'path',
  'pacUrl',
  'problem',
  'subject',
  'issuer',
  'user',
  'helpdesk',
  'network',
]);

async function dirtyInput(): Promise<BundleInput> {
  const clean = await simulatedInput('decrypted', {
    directoryId: 'd-9a77zz1234',
    also: [{ host: 'idp.contoso.example', port: 443 }],
  });
  const { report, record } = clean;
  if (record === null) throw new Error('no record');
  const { platform } = report.host.os;
  const host = {
    ...record.host,
    os: { ...record.host.os, platform },
    hostName: 'DEMO-LAPTOP.corp.contoso.example',
    interfaces: [
      {
        name: 'Contoso VPN',
        kind: 'tunnel' as const,
        up: true,
        mtuBytes: 1400,
        mac: '08:00:27:4e:66:a1',
        addresses: ['192.168.77.23', 'fd12:3456:789a::17', 'fe80::a00:27ff:fe4e:66a1', ...PUBLIC].map(
          (address) => ({
            address,
            family: address.includes(':') ? (6 as const) : (4 as const),
            prefixLength: 24,
          }),
        ),
      },
    ],
    defaultGateways: [{ family: 4 as const, address: '10.77.0.1', interfaceName: 'Contoso VPN' }],
    dnsServers: [{ address: '10.77.0.1', port: 53, interfaceName: 'Contoso VPN' }],
    proxy: {
      source: 'pac' as const,
      httpsProxy: 'http://proxy.corp.contoso.example:3128',
      hasCredentials: true,
      bypass: ['*.corp.contoso.example', '10.77.0.0/16', DIRT],
      pacUrl: `http://wpad.corp.contoso.example/wpad.dat?${DIRT}`,
      problem: DIRT,
    },
    wifi: { ssid: 'Contoso Guest 5G', signalDbm: -50, linkMbps: 100, channel: 1 },
    unread: { wifi: DIRT, [`key ${KNOWN.code}`]: 'x' },
    brandNewField: DIRT,
  };
  const dns = record.steps.find(({ probe }) => probe === 'dns');
  const observations: Record<string, unknown> = Object.fromEntries(
    Object.entries(plant(record.observations)).map(([id, observed]) => [
      id,
      { ...observed, addedLater: DIRT },
    ]),
  );
  observations['extra/printers'] = {
    outcome: 'completed',
    startMs: 0,
    durationMs: 1,
    evidence: {
      kind: 'local-services',
      printers: [{ name: 'Janes Printer', address: '192.168.77.9', port: 631 }],
      failure: null,
    },
  };
  observations['extra/stun'] = {
    outcome: 'completed',
    startMs: 0,
    durationMs: 1,
    evidence: {
      kind: 'stun',
      address: '3.3.3.3',
      port: 443,
      state: 'open',
      sentAtMs: [0],
      unexpected: 0,
      failure: null,
      reply: { afterMs: 1, mappedAddress: PUBLIC[0] ?? null, mappedPort: 51_234 },
    },
  };
  const template = dns ?? record.steps[0];
  if (template === undefined) throw new Error('no step');
  const steps = [
    ...plant(record.steps),
    { ...template, id: 'extra/printers', reason: DIRT },
    { ...template, id: 'extra/stun', reason: DIRT },
  ];
  const request = { ...record.request, registrationName: 'secret-zz057.desktops.contoso.example' };
  const dirtyReport = {
    ...plant(report),
    request,
    host: {
      ...host,
      vpn: { interface: 'Contoso VPN', kind: 'Contoso VPN', allTraffic: true },
      client: report.host.client,
    },
  };
  return {
    ...clean,
    report: { ...dirtyReport, unknownFromTomorrow: DIRT } as BundleInput['report'],
    record: {
      ...record,
      host,
      request,
      steps,
      observations,
      toolOutput: RAW_OUTPUT,
    } as unknown as NonNullable<BundleInput['record']>,
    secrets: [KNOWN.code, KNOWN.password],
    clientLogs: [
      { name: 'workspaces-jane.doe.log', text: LOG_DIRT },
      { name: 'one-line.log', text: LOG_DIRT.replaceAll('\n', ' | ') },
      { name: 'json.log', text: JSON.stringify({ lines: LOG_DIRT.split('\n') }) },
    ],
  };
}

describe('planted secrets and names', () => {
  const made = new Map<RedactionLevel, MadeBundle>();
  let input: BundleInput;
  beforeAll(async () => {
    input = await dirtyInput();
    for (const level of REDACTION_LEVELS) {
      made.set(level, makeBundle(input, { level, leaveOut: [], putIn: ['client-logs/'] }));
    }
  }, 60_000);

  /** Name of the file and the line around it, so that a failure says where. */
  function findings(level: RedactionLevel, needle: string): string[] {
    const inside = insideOf(made.get(level)?.bytes ?? new Uint8Array());
    return [...inside].flatMap(([name, content]) => {
      const at = `${name}\n${content}`.toLowerCase().indexOf(needle.toLowerCase());
      return at < 0 ? [] : [`${name}: …${content.slice(Math.max(0, at - 60), at + 60)}…`];
    });
  }

  test('more than sixty secrets are planted, in every field that a stranger fills', () => {
    expect(new Set(PLANTED.map(({ needle }) => needle)).size).toBeGreaterThan(60);
    expect(JSON.stringify(input).split('pw-zz003').length).toBeGreaterThan(100);
  });

  test.each(REDACTION_LEVELS)('no secret is in any byte at the level %s', (level) => {
    const found = PLANTED.flatMap(({ needle }) => findings(level, needle));
    expect(found).toEqual([]);
  });

  test.each(REDACTION_LEVELS)(
    'no unnamed secret of a log and no registration name is there at the level %s',
    (level) => {
      const needles = [
        ...PLANTED_IN_LOGS.map(({ needle }) => needle),
        'secret-zz057',
        'pw-zz058',
        'pw-zz062',
      ];
      expect(needles.flatMap((needle) => findings(level, needle))).toEqual([]);
    },
  );

  test.each(['standard', 'minimal'] as const)('no name is in any byte at the level %s', (level) => {
    expect([...NAMES, ...NAMES_IN_SETTINGS].flatMap((name) => findings(level, name))).toEqual([]);
    expect(findings(level, JSON.stringify('C:\\Users\\jane').slice(1, -1))).toEqual([]);
  });

  test.each(REDACTION_LEVELS)(
    'public addresses stay out at the level %s unless they are asked for',
    (level) => {
      expect(PUBLIC.flatMap((address) => findings(level, address))).toEqual([]);
      const asked = makeBundle(input, {
        level: 'standard',
        leaveOut: [],
        putIn: ['client-logs/'],
        publicAddress: true,
      });
      expect([...insideOf(asked.bytes).values()].join()).toContain(PUBLIC[0]);
    },
  );

  test('the level full keeps names and private addresses', () => {
    for (const name of ['jane.doe', 'Contoso Guest 5G', '192.168.77.23', 'Janes Printer']) {
      expect(findings('full', name)).not.toEqual([]);
    }
  });

  test('the addresses and names of the service stay at every level', () => {
    for (const level of REDACTION_LEVELS) {
      expect(findings(level, 'drp-fra.amazonworkspaces.com')).not.toEqual([]);
      expect(findings(level, '52.59.191.224')).not.toEqual([]);
    }
  });

  test('a field that nobody allowed is left out, and the manifest says so', () => {
    const { manifest } = made.get('full') as MadeBundle;
    const what = manifest.leftOut.map((row) => row.what);
    expect(what).toEqual(
      expect.arrayContaining([
        'field unknownFromTomorrow',
        'field host.brandNewField',
        'field observations.*.addedLater',
      ]),
    );
  });

  test('the same thing is the same stand-in in the report, the evidence and the logs', () => {
    const inside = insideOf((made.get('standard') as MadeBundle).bytes);
    const report = JSON.parse(inside.get('report.json') ?? '') as BundleInput['report'];
    const ssid = report.host.wifi?.ssid ?? '';
    const machine = report.host.hostName ?? '';
    expect([ssid, machine]).toEqual([expect.stringMatching(/^wifi-\d+$/), 'host-1']);
    const log = inside.get('client-logs/01-workspaces-user-1.log') ?? '';
    expect(log).toContain(`seen ${ssid} there`);
    expect(log).toContain(`seen ${machine} there`);
    expect(log).toContain('/home/user-1/logs');
    expect(log).toContain('C:\\Users\\user-1\\AppData');
    const mac = report.host.interfaces[0]?.mac ?? '';
    expect(log.split(`seen ${mac} there`).length - 1).toBe(4);
  });

  test('raw output of the programs is inside, under the stand-ins of the report', () => {
    const inside = insideOf((made.get('standard') as MadeBundle).bytes);
    const report = JSON.parse(inside.get('report.json') ?? '') as BundleInput['report'];
    const [card] = report.host.interfaces;
    const router = report.host.defaultGateways[0]?.address ?? '';
    const output = (tool: string): string => inside.get(`evidence/tool-output/${tool}.txt`) ?? '';
    expect(output('ip')).toContain(`"address":"${card?.mac}"`);
    expect(output('ip')).toContain(`enx-${card?.mac}`);
    expect(output('ping')).toContain(`64 bytes from ${router}: icmp_seq=1 ttl=64 time=1.52 ms`);
    expect(output('resolvectl')).toContain(`Link 2 (${card?.name}): ${router}`);
    expect(output('netsh')).toContain(`SSID                   : ${report.host.wifi?.ssid}`);
    expect(output('reg')).toMatch(/ProxyServer {4}REG_SZ {4}host-\d+:3128/);
    expect(output('ss')).toContain('52.59.191.224:4172');
    expect(output('gsettings')).toMatch(
      /ignore-hosts \['localhost', '(host-\d+)'[^]*https host '(?!\1)host-\d+'[^]*https port 3128/,
    );
    expect(output('scutil')).toContain('HTTPSEnable : 1');
    // Neighbours' networks say where somebody lives.
    expect([...inside.keys()].join()).not.toContain('system_profiler');
    const { leftOut } = (made.get('standard') as MadeBundle).manifest;
    expect(leftOut).toContainEqual({ what: 'output of system_profiler', why: 'no rule allows it yet' });
    for (const content of inside.values()) expect(content).not.toContain('Neighbours Wi-Fi');
  });

  test.each(['standard', 'full'] as const)(
    'raw output is a file of the manifest at the level %s',
    (level) => {
      const { files } = (made.get(level) as MadeBundle).manifest;
      const listed = files.filter(({ name }) => name.startsWith('evidence/tool-output/'));
      // `reg` and `reg.exe` are one program, and one program is not allowed.
      expect(listed.length).toBe(new Set(RAW_TOOLS.map(({ tool }) => tool)).size - 2);
    },
  );

  test('no raw output is inside at the level minimal, and the manifest says so', () => {
    const { files, leftOut } = (made.get('minimal') as MadeBundle).manifest;
    expect(files.filter(({ name }) => name.startsWith('evidence/tool-output/'))).toEqual([]);
    expect(leftOut.map(({ what }) => what)).toContainEqual(expect.stringContaining('output of programs'));
  });

  test('who is called like a part of a name of the service does not spoil it', async () => {
    const clean = await simulatedInput('ready');
    const identity = { userNames: ['central', 'com'], hostNames: ['connectivity'], domains: ['client'] };
    const inside = insideOf(
      makeBundle({ ...clean, identity }, { level: 'standard', leaveOut: [], putIn: [] }).bytes,
    );
    const report = JSON.parse(inside.get('report.json') ?? '') as BundleInput['report'];
    expect(report.checks.map(({ id }) => id)).toEqual(clean.report.checks.map(({ id }) => id));
    expect(report.host.hostName).toBe('host-1');
  });

  test.each(REDACTION_LEVELS)('the bundle of the level %s still opens, intact', async (level) => {
    const opened = await openBundle((made.get(level) as MadeBundle).bytes);
    expect(opened.problems).toEqual([]);
    expect(opened.record?.steps).toHaveLength(input.record?.steps.length ?? 0);
  });
});
