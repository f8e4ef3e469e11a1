/** Each attack runs in the page itself, with all that a script there has; each must fail, and the server outside must hear nothing. */
import assert from 'node:assert/strict';
import type { ElectronBridge } from '../../src/contract/index.ts';
import type { Desktop } from './desktop-app.ts';
import type { Suite } from './suite.ts';

interface Attacked extends Window {
  agent: ElectronBridge;
}

type Attack = (desktop: Desktop) => Promise<void>;

const ATTACKS: readonly (readonly [string, Attack])[] = [
  ['Node is not there: require, process, module, Buffer', noNode],
  ['the bridge is frozen and holds two functions', frozenBridge],
  ['fetch, XMLHttpRequest, WebSocket, EventSource, beacon and images reach nobody', noNetwork],
  ['file:// can be read by no way', noFiles],
  ['window.open opens nothing', noWindows],
  ['location, links and forms do not leave the page', noNavigation],
  ['a frame has no bridge', noBridgeInFrames],
  ['a webview stays an unknown element', noWebview],
  ['camera, place, notifications and the clipboard’s content are denied', noPermissions],
  ['markup from text is refused (trusted types)', noMarkup],
  ['malformed, oversized and unknown calls are answered with a closed code', closedCodes],
  ['the main process listens on no other channel', noOtherChannel],
  ['app:// hands out listed files alone', noTraversal],
];

export async function testDesktopAttacks(suite: Suite, desktop: Desktop): Promise<void> {
  for (const [name, attack] of ATTACKS)
    await suite.test(`desktop: ${name}`, async () => {
      await attack(desktop);
      assert.deepEqual(desktop.outside.heard, [], 'the server outside heard something');
      assert.equal(new URL(desktop.page.url()).host, 'ui');
    });
}

async function noNode({ page }: Desktop): Promise<void> {
  const there = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron'].filter(
      (name) => name in window,
    ),
  );
  assert.deepEqual(there, []);
}

async function frozenBridge({ page }: Desktop): Promise<void> {
  const bridge = await page.evaluate(() => {
    const { agent } = window as unknown as Attacked;
    const before = agent.call;
    Reflect.set(agent, 'call', () => 'mine');
    Reflect.set(window, 'agent', {});
    const after = (window as unknown as Attacked).agent;
    return { keys: Object.keys(agent).sort(), isSame: after.call === before };
  });
  assert.deepEqual(bridge, { keys: ['call', 'onEvent'], isSame: true });
}

async function noNetwork({ page, outside }: Desktop): Promise<void> {
  const outcomes = await page.evaluate(async (url) => {
    const settled = (start: (done: (outcome: string) => void) => void): Promise<string> =>
      new Promise((resolve) => {
        try {
          start(resolve);
        } catch (error) {
          resolve(`refused: ${String(error)}`);
        }
      });
    return Promise.all([
      fetch(url).then(
        () => 'reached',
        () => 'refused',
      ),
      settled((done) => {
        const request = new XMLHttpRequest();
        request.onload = () => done('reached');
        request.onerror = () => done('refused');
        request.open('GET', url);
        request.send();
      }),
      settled((done) => {
        const socket = new WebSocket(url.replace('http', 'ws'));
        socket.onopen = () => done('reached');
        socket.onerror = () => done('refused');
      }),
      settled((done) => {
        const source = new EventSource(url);
        source.onopen = () => done('reached');
        source.onerror = () => {
          source.close();
          done('refused');
        };
      }),
      settled((done) => {
        const image = new Image();
        image.onload = () => done('reached');
        image.onerror = () => done('refused');
        image.src = url;
      }),
      settled((done) => {
        navigator.sendBeacon(url, 'x');
        done('refused');
      }),
    ]);
  }, outside.url);
  assert.deepEqual(
    outcomes.filter((outcome) => !outcome.startsWith('refused')),
    [],
  );
}

async function noFiles({ page }: Desktop): Promise<void> {
  const file = process.platform === 'win32' ? 'file:///C:/Windows/win.ini' : 'file:///etc/passwd';
  const read = await page.evaluate(async (url) => {
    const fetched = await fetch(url).then(
      () => true,
      () => false,
    );
    const imported = await import(url).then(
      () => true,
      () => false,
    );
    return { fetched, imported };
  }, file);
  assert.deepEqual(read, { fetched: false, imported: false });
}

async function noWindows({ app, page, outside }: Desktop): Promise<void> {
  const opened = await page.evaluate(
    (url) => [url, 'about:blank', 'app://ui/', 'file:///'].map((target) => window.open(target) !== null),
    outside.url,
  );
  assert.deepEqual(opened, [false, false, false, false]);
  assert.equal(app.windows().length, 1);
}

async function noNavigation({ page, outside }: Desktop): Promise<void> {
  const before = page.url();
  await page.evaluate((url) => {
    location.href = url;
    location.assign('file:///');
    const anchor = document.createElement('a');
    anchor.href = url;
    document.body.append(anchor);
    anchor.click();
    const form = document.createElement('form');
    form.action = url;
    document.body.append(form);
    form.submit();
    anchor.remove();
    form.remove();
  }, outside.url);
  // A navigation that was let through would have begun by the time that the engine has answered.
  await page.evaluate(() => (window as unknown as Attacked).agent.call('app.info', {}));
  assert.equal(page.url(), before);
  await page.locator('main h1').first().waitFor();
}

async function noBridgeInFrames({ page, outside }: Desktop): Promise<void> {
  const frames = await page.evaluate((url) => {
    const made = ['about:blank', 'app://ui/', url].map((source) => {
      const frame = document.createElement('iframe');
      frame.src = source;
      document.body.append(frame);
      return frame;
    });
    const found = made.map(({ contentWindow }) => {
      try {
        return contentWindow !== null && 'agent' in contentWindow;
      } catch {
        return false;
      }
    });
    made.forEach((frame) => frame.remove());
    return found;
  }, outside.url);
  assert.deepEqual(frames, [false, false, false]);
}

async function noWebview({ app, page, outside }: Desktop): Promise<void> {
  const hasMethods = await page.evaluate((url) => {
    const view = document.createElement('webview');
    view.setAttribute('src', url);
    document.body.append(view);
    const grown = 'loadURL' in view;
    view.remove();
    return grown;
  }, outside.url);
  assert.equal(hasMethods, false);
  assert.equal(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length), 1);
}

async function noPermissions({ page }: Desktop): Promise<void> {
  const outcomes = await page.evaluate(async () => ({
    camera: await (navigator.mediaDevices as MediaDevices | undefined)
      ?.getUserMedia({ video: true })
      .then(() => 'allowed')
      .catch(() => 'denied'),
    place: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('allowed'),
        () => resolve('denied'),
      ),
    ),
    notifications: await Notification.requestPermission(),
    clipboard: await navigator.clipboard.readText().then(
      () => 'allowed',
      () => 'denied',
    ),
  }));
  assert.deepEqual(outcomes, {
    camera: 'denied',
    place: 'denied',
    notifications: 'denied',
    clipboard: 'denied',
  });
}

async function noMarkup({ page }: Desktop): Promise<void> {
  const outcome = await page.evaluate(() => {
    try {
      document.createElement('div').innerHTML = '<b>x</b>';
      return 'taken';
    } catch (error) {
      return (error as Error).name;
    }
  });
  assert.equal(outcome, 'TypeError');
}

async function closedCodes({ page }: Desktop): Promise<void> {
  const answers = await page.evaluate(() => {
    const call = (window as unknown as Attacked).agent.call as (...given: unknown[]) => Promise<unknown>;
    return Promise.all([
      call('shell.run', {}),
      call('constructor', {}),
      call('__proto__', {}),
      call(42, {}),
      call(undefined, undefined),
      call('run.start', {}),
      call('run.start', { regions: '../../etc/passwd' }),
      call('history.open', { id: '../../settings' }),
      call('link.open', { link: 'https://evil.example/' }),
      call('settings.set', { theme: 'light', extra: true }),
      call('message.explain', { text: 'x'.repeat(1_000_000) }),
    ]);
  });
  const refused = (error: string) => ({ ok: false, error });
  assert.deepEqual(answers, [
    ...Array.from({ length: 5 }, () => refused('unknown-command')),
    ...Array.from({ length: 5 }, () => refused('invalid-argument')),
    refused('too-large'),
  ]);
}

async function noOtherChannel({ app }: Desktop): Promise<void> {
  assert.deepEqual(await app.evaluate(({ ipcMain }) => ipcMain.eventNames().map(String)), []);
}

async function noTraversal({ app }: Desktop): Promise<void> {
  const statuses = await app.evaluate(
    ({ net }, urls) => Promise.all(urls.map(async (url) => (await net.fetch(url)).status)),
    [
      'app://ui/',
      'app://ui/../package.json',
      'app://ui/%2e%2e/%2e%2e/package.json',
      'app://ui/..%2fpackage.json',
      'app://ui/assets/../../electron/main.mjs',
      'app://ui//etc/passwd',
      'app://ui/files.json',
      'app://other/',
    ],
  );
  assert.deepEqual(statuses, [200, 404, 404, 404, 404, 404, 404, 404]);
}
