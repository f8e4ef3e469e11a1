import { expect, test } from '@jest/globals';
import type { AgentEvent } from '../../../src/contract/index.ts';
import { ContractError } from '../../../src/contract/index.ts';
import { serveMain, type MainPort } from '../../../electron/engine/serve-main.ts';
import { EngineClient } from '../../../electron/ipc/engine-client.ts';
import { carryOut, type Desktop } from '../../../electron/main/carry-out.ts';
import { makeBridge } from '../../../electron/preload/bridge.ts';
import type { EngineAgent } from '../../../src/engine/agent.ts';
import { FakeProcess } from './fakes.ts';

/** A client and an engine joined as the two processes are, without Electron between them. */
function joined(agent: Partial<EngineAgent>) {
  const process = new FakeProcess();
  let fromMain: (message: { data: unknown }) => void = () => undefined;
  const port: MainPort = {
    on: (_event, listener) => void (fromMain = listener),
    postMessage: (message) => void process.emit('message', structuredClone(message)),
  };
  process.postMessage = (message) => fromMain({ data: structuredClone(message) });
  const exits: string[] = [];
  let tell: (event: AgentEvent) => void = () => undefined;
  const whole: EngineAgent = {
    call: () => Promise.resolve({}),
    subscribe: (listener) => {
      tell = listener;
      return () => undefined;
    },
    takeDownload: () => null,
    close: () => void exits.push('closed'),
    ...agent,
  };
  serveMain(port, whole, () => void exits.push('exit'));
  const events: unknown[] = [];
  let forks = 0;
  const client = new EngineClient(
    () => {
      forks += 1;
      return process;
    },
    (event) => void events.push(event),
  );
  return { client, process, events, exits, forks: () => forks, tell: (event: AgentEvent) => tell(event) };
}

test('a call goes to the engine and its value comes back', async () => {
  const { client } = joined({ call: (command, argument) => Promise.resolve({ command, argument }) });
  expect(await client.call('settings.get', { a: 1 })).toEqual({
    command: 'settings.get',
    argument: { a: 1 },
  });
});

test('an error of the contract keeps its code, any other becomes internal', async () => {
  const refused = joined({
    call: () => Promise.reject(new ContractError('refused', { code: 'region-needed' })),
  });
  await expect(refused.client.call('run.start', {})).rejects.toMatchObject({
    code: 'refused',
    refusal: { code: 'region-needed' },
  });
  const broken = joined({ call: () => Promise.reject(new Error('boom')) });
  await expect(broken.client.call('run.start', {})).rejects.toMatchObject({ code: 'internal' });
});

test('a dead engine ends open calls, and the next call starts a new one', async () => {
  const { client, process, forks } = joined({ call: () => new Promise(() => undefined) });
  const open = client.call('run.start', {});
  process.kill();
  await expect(open).rejects.toMatchObject({ code: 'engine-lost' });
  void client.call('run.start', {}).catch(() => undefined);
  expect(forks()).toBe(2);
});

test('events reach the window, and a message that is none is dropped', async () => {
  const { client, process, events, tell } = joined({});
  await client.call('settings.get', {});
  tell({ type: 'started', seq: 1, runId: 'a', stepId: 'x', atMs: 0 });
  process.emit('message', { kind: 'event-like' });
  expect(events).toEqual([{ type: 'started', seq: 1, runId: 'a', stepId: 'x', atMs: 0 }]);
});

test('closing the app closes the engine', async () => {
  const { client, exits } = joined({});
  await client.call('settings.get', {});
  client.close();
  expect(exits).toEqual(['closed', 'exit']);
});

test('the bridge is frozen, hands over no event object and ends a subscription', () => {
  const listeners = new Set<(event: unknown, value: unknown) => void>();
  const bridge = makeBridge({
    invoke: (...call: unknown[]) => Promise.resolve(call),
    on: (_channel: string, listener: (event: unknown, value: unknown) => void) =>
      void listeners.add(listener),
    off: (_channel: string, listener: (event: unknown, value: unknown) => void) =>
      void listeners.delete(listener),
  } as never);
  expect(Object.isFrozen(bridge)).toBe(true);
  expect(Object.keys(bridge)).toEqual(['call', 'onEvent']);
  const heard: unknown[][] = [];
  const end = bridge.onEvent((...values: unknown[]) => void heard.push(values));
  for (const listener of listeners) listener({ sender: 'secret' }, 'value');
  expect(heard).toEqual([['value']]);
  end();
  expect(listeners.size).toBe(0);
});

function desktop(changes: Partial<Desktop> = {}) {
  const written: string[] = [];
  const value: Desktop = {
    engine: {
      call: () => Promise.resolve({ kind: 'download', downloadId: 'd', fileName: 'b.zip', bytes: 3 }),
      takeDownload: () => Promise.resolve({ fileName: 'b.zip', bytes: new Uint8Array(3) }),
    },
    shell: { openExternal: () => Promise.resolve() },
    dialog: {
      showSaveDialog: () => Promise.resolve({ canceled: false, filePath: '/home/a/b.zip' }),
    },
    writeFile: (path) => Promise.resolve(void written.push(path)),
    quit: () => undefined,
    ...changes,
  };
  return { value, written };
}

test('a bundle goes where the person says, and the page learns its name, not its path', async () => {
  const { value, written } = desktop();
  expect(await carryOut(value, 'bundle.write', {})).toEqual({ kind: 'saved', fileName: 'b.zip' });
  expect(written).toEqual(['/home/a/b.zip']);
});

test('a closed dialog and a full disk have their own codes', async () => {
  const closed = desktop({
    dialog: { showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }) },
  });
  await expect(carryOut(closed.value, 'bundle.write', {})).rejects.toMatchObject({ code: 'save-cancelled' });
  const full = desktop({ writeFile: () => Promise.reject(new Error('ENOSPC')) });
  await expect(carryOut(full.value, 'bundle.write', {})).rejects.toMatchObject({ code: 'write-failed' });
});

test('a link that is not in the table is refused', async () => {
  await expect(
    carryOut(desktop().value, 'link.open', { link: 'https://evil.example/' }),
  ).rejects.toMatchObject({ code: 'not-allowed' });
});

test.each([
  ['http://login.hotel.example/welcome', true],
  ['https://login.hotel.example/', true],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
])('a login page at %s is opened: %s', async (url, isOpened) => {
  const opened: string[] = [];
  const { value } = desktop({
    engine: { call: () => Promise.resolve({ url }), takeDownload: () => Promise.resolve(null) },
    shell: { openExternal: (address) => Promise.resolve(void opened.push(address)) },
  });
  const done = carryOut(value, 'portal.open', { runId: 'a' });
  if (isOpened) expect(await done).toEqual({ url });
  else await expect(done).rejects.toMatchObject({ code: 'not-allowed' });
  expect(opened).toEqual(isOpened ? [url] : []);
});

test('the page is told that the program ends before it does', async () => {
  const order: string[] = [];
  let ended: () => void = () => undefined;
  const quit = new Promise<void>((resolve) => (ended = resolve));
  const { value } = desktop({ quit: () => void (order.push('quit'), ended()) });
  expect(await carryOut(value, 'app.quit', {})).toEqual({ done: true });
  order.push('told');
  await quit;
  expect(order).toEqual(['told', 'quit']);
});
