import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { becomeInstance, type Instance } from '../../../src/serve/one-instance.ts';

let folder = '';
let open: Instance[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'instance-'));
});
afterEach(async () => {
  await Promise.all(open.map((instance) => instance.close()));
  open = [];
  rmSync(folder, { recursive: true });
});

async function start(onOpen: () => void = () => undefined): Promise<Instance | null> {
  const instance = await becomeInstance(folder, onOpen);
  if (instance !== null) open.push(instance);
  return instance;
}
const file = () => join(folder, 'open.json');

test('a second one has the first open a page, and is none', async () => {
  let opened = 0;
  expect(await start(() => (opened += 1))).not.toBeNull();
  expect(await start()).toBeNull();
  expect(await start()).toBeNull();
  expect(opened).toBe(2);
});

test('two at the same moment: one is open, the other asked it', async () => {
  let opened = 0;
  const both = await Promise.all([start(() => (opened += 1)), start(() => (opened += 1))]);
  expect(both.filter((instance) => instance === null)).toHaveLength(1);
  expect(opened).toBe(1);
});

test.each([
  ['a port where nobody listens', JSON.stringify({ port: 9, secret: 'x'.repeat(43) })],
  ['half a file', '{"port": 1'],
  ['something else', '[]'],
  ['an empty file', ''],
])('what a crash left behind stops nobody: %s', async (_name, text) => {
  writeFileSync(file(), text);
  expect(await start()).not.toBeNull();
  expect(await start()).toBeNull();
});

test('the end takes its file away, and nothing else stays', async () => {
  await start();
  expect(readdirSync(folder)).toEqual(['open.json']);
  if (process.platform !== 'win32') expect(statSync(file()).mode & 0o777).toBe(0o600);
  await open[0]?.close();
  expect(readdirSync(folder)).toEqual([]);
});

test('who does not know the secret opens nothing', async () => {
  let opened = 0;
  await start(() => (opened += 1));
  const { port } = JSON.parse(readFileSync(file(), 'utf8')) as { port: number };
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`${'x'.repeat(43)}\n`));
    socket.on('data', (data) => (text += data.toString()));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
  expect({ answer, opened }).toEqual({ answer: '', opened: 0 });
});
