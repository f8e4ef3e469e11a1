import { EventEmitter } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Session } from 'electron';
import { windowOptions } from '../../../electron/main/window-options.ts';
import { unsafeSwitch } from '../../../electron/main/refuse-unsafe-start.ts';
import { APP_SCHEME, handleAppProtocol, isAppUrl } from '../../../electron/security/app-protocol.ts';
import { openLink } from '../../../electron/security/external-links.ts';
import { hardenSession } from '../../../electron/security/harden-session.ts';
import { denyNavigation } from '../../../electron/security/navigation.ts';
import { LINKS } from '../../../src/contract/index.ts';

describe('the app protocol', () => {
  let answer: (request: Request) => Promise<Response>;
  const protocol = { handle: (_scheme: string, handler: typeof answer) => void (answer = handler) };
  const read = (name: string) => Promise.resolve(new TextEncoder().encode(`content of ${name}`));
  handleAppProtocol(protocol, { names: ['index.html', 'assets/app-1.js'], read });
  // Request normalises its URL; the handler sees what Chromium passes on, so the pieces are handed over as they are.
  const get = (url: string, method = 'GET') => answer({ url, method } as Request);

  test('serves listed files with the policy on every answer', async () => {
    const response = await get('app://ui/');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('content of index.html');
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const rule of [
      "default-src 'none'",
      "connect-src 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toContain('unsafe');
    expect((await get('app://ui/assets/app-1.js')).headers.get('content-type')).toMatch(/javascript/);
  });

  test.each([
    ['app://ui/../../etc/passwd'],
    ['app://ui/assets/../index.html/../x'],
    ['app://ui/%2e%2e/%2e%2e/etc/passwd'],
    ['app://ui/assets/..%5c..%5cx'],
    ['app://ui//etc/passwd'],
    ['app://evil/'],
    ['app://ui/files.json'],
    ['not a url'],
  ])('%s is not found', async (url) => {
    expect((await get(url)).status).toBe(404);
  });

  test('answers nothing but GET', async () => {
    expect((await get('app://ui/', 'POST')).status).toBe(404);
  });

  test('the scheme is standard and secure, and fetch may not use it', () => {
    expect(APP_SCHEME.privileges).toMatchObject({ standard: true, secure: true, supportFetchAPI: false });
  });
});

test.each([
  ['app://ui/', true],
  ['app://ui/assets/x.js', true],
  ['app://ui.evil/', false],
  ['app://ui@evil/', false],
  ['https://ui/', false],
  ['app:ui', false],
  ['', false],
])('isAppUrl(%s) is %s', (url, wanted) => {
  expect(isAppUrl(url)).toBe(wanted);
});

describe('the session', () => {
  type Asked = (contents: { getURL: () => string }, permission: string, done: (ok: boolean) => void) => void;
  const kept: Record<string, unknown> = {};
  const keep = (name: string) => (value: unknown) => void (kept[name] = value);
  const events = new EventEmitter();
  hardenSession({
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setDisplayMediaRequestHandler: keep('display'),
    setSpellCheckerEnabled: keep('spelling'),
    webRequest: { onBeforeRequest: keep('before') },
    on: events.on.bind(events),
  } as unknown as Session);
  const asked = (permission: string, url = 'app://ui/'): boolean => {
    let answer = true;
    (kept['request'] as Asked)({ getURL: () => url }, permission, (ok) => void (answer = ok));
    return answer;
  };
  const passes = (url: string): boolean => {
    let cancelled = false;
    (kept['before'] as (details: { url: string }, done: (answer: { cancel: boolean }) => void) => void)(
      { url },
      ({ cancel }) => void (cancelled = cancel),
    );
    return !cancelled;
  };

  test('grants writing to the clipboard to our page, and nothing else to anybody', () => {
    expect(asked('clipboard-sanitized-write')).toBe(true);
    expect(asked('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    for (const permission of [
      'geolocation',
      'media',
      'notifications',
      'clipboard-read',
      'openExternal',
      'usb',
    ])
      expect(asked(permission)).toBe(false);
    expect(
      (kept['check'] as (contents: null, permission: string, origin: string) => boolean)(
        null,
        'media',
        'app://ui',
      ),
    ).toBe(false);
    expect((kept['device'] as () => boolean)()).toBe(false);
    expect(kept['spelling']).toBe(false);
  });

  test('lets no request out', () => {
    expect(passes('app://ui/assets/app.js')).toBe(true);
    for (const url of [
      'https://example.com/',
      'http://127.0.0.1:1/',
      'file:///etc/passwd',
      'ws://x/',
      'data:text/html,x',
    ])
      expect(passes(url)).toBe(false);
  });

  test('downloads nothing', () => {
    let prevented = false;
    events.emit('will-download', { preventDefault: () => void (prevented = true) });
    expect(prevented).toBe(true);
  });
});

describe('navigation', () => {
  const app = new EventEmitter();
  denyNavigation(app as never);
  const answers: unknown[] = [];
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: () => unknown) => void answers.push(handler()),
  });
  app.emit('web-contents-created', {}, contents);

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s is prevented',
    (event) => {
      let prevented = false;
      contents.emit(event, { preventDefault: () => void (prevented = true) });
      expect(prevented).toBe(true);
    },
  );

  test('no window opens', () => {
    expect(answers).toEqual([{ action: 'deny' }]);
  });
});

describe('links outside', () => {
  const opened: string[] = [];
  const shell = { openExternal: (url: string) => Promise.resolve(void opened.push(url)) };

  test('open by an id of the table', async () => {
    expect(await openLink(LINKS, 'guide-ports', shell)).toBe(true);
    expect(opened).toEqual([LINKS['guide-ports']]);
  });

  test.each([['https://evil.example/'], ['constructor'], ['__proto__'], ['']])(
    '%s opens nothing',
    async (id) => {
      expect(await openLink(LINKS, id, shell)).toBe(false);
      expect(opened.length).toBe(1);
    },
  );

  test('all of the table are https', () => {
    expect(Object.values(LINKS).filter((url) => new URL(url).protocol !== 'https:')).toEqual([]);
  });
});

test('the window is isolated in every way that Electron has', () => {
  expect(windowOptions({ preload: '/p', isPackaged: true }).webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    devTools: false,
  });
});

test.each([
  [['preflight', '--no-sandbox'], '--no-sandbox'],
  [['preflight', '--remote-debugging-port=9222'], '--remote-debugging-port=9222'],
  [['preflight', '--inspect-brk'], '--inspect-brk'],
  [['preflight', '--a-switch-of-tomorrow'], '--a-switch-of-tomorrow'],
  [['preflight'], null],
])('%j', (argv, refused) => {
  expect(unsafeSwitch(argv)).toBe(refused);
});

test.each([
  ['-no-sandbox'],
  ['--No-Sandbox'],
  ['-remote-debugging-port=9222'],
  ['--inspect-wait'],
  ['--gpu-launcher=/tmp/x'],
  ['--utility-cmd-prefix=x'],
  ['--'],
  [' --no-sandbox'],
  ['--lang=en --no-sandbox'],
])('the switch %p is refused, as every one that is not listed', (argument) => {
  expect(unsafeSwitch(['/opt/preflight', '/home/a/b.zip', argument], 'linux')).toBe(argument);
});

test('every switch of any spelling is refused, and a file never', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('-', '--', '---'),
      fc.stringMatching(/^[A-Za-z][A-Za-z0-9=:_-]{0,40}$/),
      (lead, name) => {
        const isListed = /^(?:psn_|ozone-platform|force-device-scale-factor|lang=)/.test(name);
        if (!isListed) expect(unsafeSwitch(['x', lead + name], 'linux')).toBe(lead + name);
      },
    ),
  );
  expect(unsafeSwitch(['--no-sandbox', '/home/a/b.zip', 'C:\\x.zip', '--lang=de'], 'linux')).toBeNull();
  expect(unsafeSwitch(['x', '/no-sandbox'], 'win32')).toBe('/no-sandbox');
});

test('no address but that of the page is its own', () => {
  const evil = [
    'app://ui@evil/',
    'app://ui.evil/',
    'app://ui:80@evil/',
    'APP://ui.evil',
    'app:ui',
    'app:///ui',
    'app://evil/app://ui/',
    'about:blank',
    '',
    'file:///ui',
    'http://ui/',
    'app://ui%2eevil/',
    'app://u\u200bi/',
    'data:text/html,app://ui/',
  ];
  for (const url of evil) expect([url, isAppUrl(url)]).toEqual([url, false]);
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 20 }), (text) => {
      const url = `app://ui${text}`;
      if (isAppUrl(url)) expect(new URL(url).host).toBe('ui');
    }),
  );
});
