import { expect, test } from '@jest/globals';
import type { PlainHttpPort } from '../../../src/probes/ports.ts';
import { captiveProbe } from '../../../src/probes/captive.ts';
import { contextOf, ip, stepOf } from './probe-fixtures.ts';

type Asked = Parameters<PlainHttpPort['get']>;

const portal = stepOf({
  probe: 'captive',
  role: 'captive-control',
  path: '/',
  target: { host: 'clients.amazonworkspaces.com', port: 80 },
});

test('asks once, by name and address, and hands on what came back', async () => {
  const asked: Asked[] = [];
  const answer = {
    kind: 'captive' as const,
    url: 'http://clients.amazonworkspaces.com/',
    address: '127.0.0.1',
    status: 302,
    location: 'http://login.hotel.example/',
    bodyBytes: 0,
    title: null,
    durationMs: 3,
    failure: null,
  };
  const plainHttp: PlainHttpPort = {
    get: (...call) => {
      asked.push(call);
      return Promise.resolve(answer);
    },
  };
  expect(await captiveProbe.run(portal, contextOf({ plainHttp }, { resolved: [ip('127.0.0.1')] }))).toEqual(
    answer,
  );
  expect(asked.map(([request]) => request)).toEqual([
    { host: 'clients.amazonworkspaces.com', address: '127.0.0.1', port: 80, path: '/' },
  ]);
});

test('a step without a name is a bug of the plan and says so', () => {
  const nameless = { ...portal, target: { ...portal.target, host: '' } };
  expect(() => captiveProbe.run(nameless, contextOf({}))).toThrow(/no host name/);
});
