/** What each sort of field becomes at each level, and what stands where a person left a field out. `zq` may never be seen. */
import { describe, expect, test } from '@jest/globals';
import { makeNaming } from '../../../src/bundle/naming.ts';
import { LEFT_OUT, LeftOutTooMuch, redactReport } from '../../../src/bundle/redact.ts';
import { makeScrubber } from '../../../src/bundle/scrub-text.ts';
import { serviceFacts } from '../../../src/bundle/service-facts.ts';
import type { RedactionLevel } from '../../../src/core/words.ts';
import type { Report } from '../../../src/report/report.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { madeCheck, madeReport } from '../report/made-report.ts';

const service = serviceFacts(loadTables(), null);
const { host: HOST } = madeReport({});

interface Asked {
  readonly level?: RedactionLevel;
  readonly leaveOut?: readonly string[];
}

function redacted(report: Report, { level = 'standard', leaveOut = [] }: Asked = {}) {
  const naming = makeNaming({ level, publicAddress: false, service });
  const unlisted: string[] = [];
  const scrubber = makeScrubber({ naming, secrets: ['WSfra+ZQ7K2M'] });
  const out = redactReport(report, {
    level,
    naming,
    scrubber,
    leaveOut,
    onUnlisted: (path) => unlisted.push(path),
  });
  return { ...out, unlisted };
}

/** The report with these fields in its host, after redaction. */
function hostOf(over: object, asked: Asked = {}) {
  return redacted(madeReport({ host: { ...HOST, ...over } }), asked).host;
}

test.each([
  ['6.1.0', '='],
  ['v1.2', '='],
  ['1.2.3.4.5', '='],
  ['123456', '='],
  ['1234567', /^word-/],
  ['1.2.3.4.5.6', /^(?!1\.2\.3\.4\.5\.6$)/],
  ['5.1 zqjane', /^5\.1 name-1$/],
  ['zq5.1', /^name-1|^word-1|^host-1/],
])('the version %s becomes %s', (release, becomes) => {
  const { os } = hostOf({ os: { ...HOST.os, release } });
  if (typeof becomes === 'string') expect(os.release).toBe(release);
  else expect(os.release).toMatch(becomes);
});

test.each([
  ['<local>', '='],
  ['*.local', '='],
  ['LOCALHOST', '='],
  ['xlocalhost', 'host-2'],
  ['localhostx', 'host-2'],
  ['*.zq.example', '*.host-2'],
  ['zqa zqb', 'name-1 name-2'],
  ['10.1.2.3', 'private-1'],
  ['WSfra+ZQ7K2M', 'host-2'],
])('the exception %s of a proxy becomes %s', (bypass, becomes) => {
  const { proxy } = hostOf({ proxy: { ...HOST.proxy, bypass: [bypass] } });
  expect(proxy.bypass).toEqual([becomes === '=' ? bypass : becomes]);
});

test.each([
  ['http://zq.example:3128', 'http://host-2:3128'],
  ['http://zq.example:3128/', 'http://host-2:3128/'],
  ['http://zq.example/?zq', 'http://host-2/'],
  ['http://zq.example?zq', 'http://host-2'],
  ['http://zquser:zqpass@zq.example/', 'http://host-2/'],
  ['http://zq.example/zqpath', 'http://host-2/left-out'],
  ['http://[fd12::1]:80/', 'http://[private6-1]/'.replace('[private6-1]', 'private6-1')],
  ['http://[2620:fe::fe]:8080/', 'http://[2620:fe::fe]:8080/'],
  ['http://10.1.2.3', 'http://private-1'],
  ['https://drp-fra.amazonworkspaces.com/ping?zq#zq', 'https://drp-fra.amazonworkspaces.com/ping'],
  [
    'https://drp-fra.amazonworkspaces.com/zqpath/started',
    'https://drp-fra.amazonworkspaces.com/name-1/started',
  ],
  ['started zqno', 'started name-1'],
])('the address %s becomes %s', (httpsProxy, becomes) => {
  expect(hostOf({ proxy: { ...HOST.proxy, httpsProxy } }).proxy.httpsProxy).toBe(becomes);
});

test('at the level full an address of the service keeps no path that nobody knows', () => {
  const httpsProxy = 'https://drp-fra.amazonworkspaces.com/zqpath';
  expect(hostOf({ proxy: { ...HOST.proxy, httpsProxy } }, { level: 'full' }).proxy.httpsProxy).toBe(
    'https://drp-fra.amazonworkspaces.com/left-out',
  );
});

test.each([
  ['zq.example:8443', 'host-2:8443'],
  ['zq.example', 'host-2'],
  ['10.1.2.3', 'private-1'],
  ['10.1.2.3:443', 'private-1:443'],
  ['fd12::1', 'private6-1'],
  ['[fd12::1]:3128', 'private6-1:3128'],
  ['http://zq.example:1/zq', 'http://host-2:1/left-out'],
])('the proxy %s becomes %s', (name, becomes) => {
  const checks = [madeCheck({ evidence: { kind: 'https', proxy: name } })];
  const [check] = redacted(madeReport({ checks })).checks;
  expect(check?.evidence).toMatchObject({ proxy: becomes });
});

describe('the level minimal', () => {
  const wifi = { ssid: 'Zq Net', signalDbm: -50, linkMbps: 100, channel: 6 };
  const over = { hostName: 'zqlaptop', timezone: 'Europe/Zurich', wifi };

  test('has neither the name of the machine nor of its network, nor where it stands', () => {
    expect(hostOf(over, { level: 'minimal' })).toMatchObject({
      hostName: null,
      timezone: LEFT_OUT,
      wifi: { ssid: null, channel: null, signalDbm: -50 },
    });
  });

  test('which stand in a standard bundle as stand-ins, and in a full one as they are', () => {
    expect(hostOf(over)).toMatchObject({
      hostName: 'host-1',
      timezone: 'Europe/Zurich',
      wifi: { ...wifi, ssid: 'wifi-1' },
    });
    expect(hostOf(over, { level: 'full' })).toMatchObject(over);
  });
});

test('the name of a registration is hidden at every level, and a host that is a secret has no stand-in', () => {
  const request = { ...madeReport({}).request, registrationName: 'zq.desktops.example', directoryId: 'd-zq' };
  for (const level of ['minimal', 'standard', 'full'] as const)
    expect(redacted(madeReport({ request }), { level }).request.registrationName).toBe('(hidden)');
  expect(redacted(madeReport({ request })).request.directoryId).toBe('name-1');
  expect(hostOf({ hostName: 'WSfra+ZQ7K2M' }).hostName).toBe('(hidden)');
});

test('a field without a rule is told by its path and left out, whatever it holds', () => {
  const host = {
    ...HOST,
    os: { ...HOST.os, zqNew: 'zq' },
    interfaces: HOST.interfaces.map((one) => ({ ...one, zqToo: { zq: 1 } })),
  };
  const out = redacted({ ...madeReport({ host }), zqTop: ['zq'], toString: 'zq' } as unknown as Report);
  expect(new Set(out.unlisted)).toEqual(
    new Set([
      'host.os.zqNew',
      ...(HOST.interfaces.length > 0 ? ['host.interfaces.zqToo'] : []),
      'zqTop',
      'toString',
    ]),
  );
  expect(JSON.stringify({ ...out, unlisted: [] })).not.toContain('zq');
});

test('a record with free keys keeps its keys scrubbed', () => {
  expect(hostOf({ unread: { wifi: 'denied', 'http://zquser:zqpw@x': 'zq' } }).unread).toEqual({
    wifi: 'denied',
    'http://(hidden)@x': expect.not.stringContaining('zq'),
  });
});

describe('what the person leaves out', () => {
  test('is null where it may be, empty where it is a list, and says so elsewhere', () => {
    const out = redacted(madeReport({ host: { ...HOST, hostName: 'x' } }), {
      leaveOut: ['host.hostName', 'host.interfaces', 'summary', 'host.dnsServers.address'],
    });
    expect(out.host).toMatchObject({ hostName: null, interfaces: [] });
    expect(out.host.dnsServers.every(({ address }) => address === LEFT_OUT)).toBe(true);
    expect(out.summary).toBe(LEFT_OUT);
  });

  test('is a field of any key behind a star, and nothing else of that name', () => {
    const out = redacted(madeReport({}), { leaveOut: ['*.forecast', 'protocols.*.forecast', 'hostName'] });
    expect(out.protocols.pcoip?.forecast ?? null).toBeNull();
    expect(out.host.hostName).toBe(hostOf({}).hostName);
  });

  test('cannot be what a report needs', () => {
    const without = () => redacted(madeReport({}), { leaveOut: ['protocols'] });
    expect(without).toThrow(LeftOutTooMuch);
    expect(without).toThrow('a report needs protocols: it cannot be left out');
  });
});
