import { describe, expect, test } from '@jest/globals';
import {
  argumentLimit,
  COMMANDS,
  ContractError,
  isCommandName,
  LIMITS,
  LINKS,
  valueOfReply,
  type CommandName,
} from '../../../src/contract/index.ts';

const start = {
  registrationCode: 'WSpdx+ABC12D',
  region: [],
  protocol: 'both',
};

const bigLog = {
  log: { from: 'file', fileName: 'a', base64: 'x'.repeat(6_000_000), cut: false },
  language: 'en',
};
const refused: [string, CommandName, unknown][] = [
  ['an argument where none is due', 'regions.list', { extra: 1 }],
  ['a field that the contract does not have', 'run.start', { ...start, shell: 'rm' }],
  ['a path as id', 'history.open', { id: '../../etc/passwd' }],
  ['an id with a separator', 'history.delete', { id: 'a/b' }],
  ['a Region of book length', 'run.start', { ...start, region: ['x'.repeat(1001)] }],
  ['a protocol of its own', 'run.start', { ...start, protocol: 'rdp' }],
  ['a proxy beside the settings', 'run.start', { ...start, proxy: 'http://proxy.example:1' }],
  ['a registration code of book length', 'run.start', { ...start, registrationCode: 'x'.repeat(301) }],
  ['a URL instead of a link id', 'link.open', { link: 'https://example.com' }],
  ['a proxy with a password', 'settings.set', { proxy: { mode: 'url', url: 'http://me:pw@proxy:3128' } }],
  ['a proxy of another scheme', 'settings.set', { proxy: { mode: 'url', url: 'file:///etc/passwd' } }],
  ['a deadline without end', 'settings.set', { deadlineSeconds: 1e9 }],
  ['a number that is none', 'run.events', { runId: 'a', afterSeq: Number.NaN }],
  ['a prototype as argument', 'run.cancel', JSON.parse('{"runId":"a","__proto__":{"x":1}}')],
  ['a file of a bundle without a name', 'bundle.file', { bundleId: 'a', name: '' }],
  ['a file name of book length', 'bundle.file', { bundleId: 'a', name: 'x'.repeat(201) }],
  ['a path as bundle', 'bundle.file', { bundleId: '../a', name: 'report.json' }],
  ['tables from outside', 'bundle.judge', { bundleId: 'a', tables: {} }],
  ['a log by its path', 'log.explain', { log: { from: 'file', path: '/etc/passwd' }, language: 'en' }],
  ['a log of book length', 'log.explain', bigLog],
  ['an unknown selection', 'run.rerun', { runId: 'a', what: { kind: 'everything' } }],
];

describe('the contract refuses', () => {
  test.each(refused)('%s', (_name, command, argument) => {
    expect(COMMANDS[command].argument.safeParse(argument).success).toBe(false);
  });

  test('names of properties that every object has', () => {
    expect(['constructor', 'toString', '__proto__', ''].filter(isCommandName)).toEqual([]);
  });

  test('a reply that is none, and hands a closed code on', () => {
    expect(() => valueOfReply('<html>')).toThrow(ContractError);
    expect(() => valueOfReply({ ok: false, error: 'ENOENT: /home/me' })).toThrow('a fault of ours');
    expect(() => valueOfReply({ ok: false, error: 'unknown-run' })).toThrow('no run has this id');
  });
});

describe('the contract accepts', () => {
  test('a start with a registration code', () => {
    expect(COMMANDS['run.start'].argument.parse(start)).toEqual(start);
  });

  test('part of the settings', () => {
    expect(COMMANDS['settings.set'].argument.parse({ theme: 'dark' })).toEqual({ theme: 'dark' });
  });

  test('large arguments for files and lists of checks alone', () => {
    const large = Object.keys(COMMANDS)
      .filter(isCommandName)
      .filter((name) => argumentLimit(name) > 64 * 1024);
    expect(large).toEqual([
      'tables.use',
      'bundle.open',
      'bundle.add',
      'bundle.tags',
      'report.csv',
      'log.explain',
    ]);
  });

  test('no more of a file than was agreed', () => {
    const file = { name: 'report.json', truncated: false, standIns: [] };
    const sized = (signs: number) =>
      COMMANDS['bundle.file'].result.safeParse({ ...file, text: 'x'.repeat(signs) }).success;
    expect([sized(LIMITS.fileTextSigns), sized(LIMITS.fileTextSigns + 1)]).toEqual([true, false]);
  });

  test('links to https pages alone', () => {
    expect(Object.values(LINKS).filter((url) => new URL(url).protocol !== 'https:')).toEqual([]);
  });
});
