import { describe, expect, test } from '@jest/globals';
import { explainText } from '../../../src/explain/explain-text.ts';
import { causesOf, clearsNetwork, type ClientMessage } from '../../../src/explain/message.ts';
import { MESSAGES } from '../../../src/explain/messages/index.ts';
import { readFixture } from '../../fixtures/read-fixtures.ts';

/** Rows of a table in test/fixtures/explain: the text, and the entry that is expected. */
function rowsOf(table: string): [text: string, id: string][] {
  return readFixture(`explain/${table}.tsv`)
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .map(([text = '', id = '']) => [text, id]);
}

function firstOf(text: string): string {
  return explainText(text).matches[0]?.entry.id ?? 'none';
}

function entryOf(id: string): ClientMessage {
  const entry = MESSAGES.find((each) => each.id === id);
  if (entry === undefined) throw new Error(`no entry ${id}`);
  return entry;
}

describe('the table of texts', () => {
  test('is as large as was promised', () => {
    expect(rowsOf('known').length).toBeGreaterThanOrEqual(150);
    expect(rowsOf('unknown').length).toBeGreaterThanOrEqual(50);
  });

  test.each(rowsOf('known'))('%.90s', (text, id) => {
    expect(firstOf(text)).toBe(id);
  });

  test.each(rowsOf('cases'))('was answered wrongly once: %.70s', (text, id) => {
    expect(firstOf(text)).toBe(id);
  });

  test.each(rowsOf('second'))('as people type it: %.70s', (text, id) => {
    expect(firstOf(text)).toBe(id);
  });

  test.each(rowsOf('third'))('as a hostile reader asks: %.70s', (text, id) => {
    expect(firstOf(text.replaceAll('\\n', '\n'))).toBe(id);
  });

  test.each(rowsOf('unknown'))('is no message of WorkSpaces: %.70s', (text) => {
    expect(explainText(text).matches.map(({ entry, found }) => `${entry.id}: ${found}`)).toEqual([]);
  });
});

describe('half a sentence that many programs say', () => {
  const halves = rowsOf('half').map(([text]) => text);

  test('there are at least twenty of them', () => {
    expect(halves.length).toBeGreaterThanOrEqual(20);
  });

  test.each(halves)('is asked back: %s', (text) => {
    const { matches, anyProgram } = explainText(text);
    expect({ matches, anyProgram }).toEqual({ matches: [], anyProgram: true });
  });

  test.each(['unable to connect to my WorkSpace', 'unknown error 0x1003', 'network connection lost'])(
    'one word of its own is enough: %s',
    (text) => {
      const { matches, anyProgram } = explainText(text);
      expect({ known: matches.length > 0, anyProgram }).toEqual({ known: true, anyProgram: false });
    },
  );
});

describe('the same meaning in other words', () => {
  test.each([
    ['We were unable to register your WorkSpace due to a problem with the DNS server.', 'register-dns'],
    ['network connection lost', 'no-network'],
    ['An unknown error occurred while launching your WorkSpace', 'could-not-launch'],
    ['It shows a grey "Loading" screen and then goes back to the login page', 'could-not-launch'],
    ['THIS DEVICE IS NOT AUTHORIZED', 'not-authorized'],
    ["WorkSpace Status: Unhealthy. We can't connect you to your WorkSpace.", 'unhealthy'],
    ['hangs at "Preparing your login page"', 'preparing-login'],
    ['Unabel to regster becuase of a DNS sever isue', 'register-dns'],
    ['this devise is not autorized to acess the workspace', 'not-authorized'],
    ['your netwrok conection is slow', 'slow-network'],
    ['NET::ERR_CERT_DATE_INVALID', 'code-certificate-date'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'code-certificate-authority'],
    ['Fehler: SELF_SIGNED_CERT_IN_CHAIN', 'code-certificate-authority'],
    ['接続できません (ERR_NAME_NOT_RESOLVED)', 'code-name-not-resolved'],
    ['DNS_PROBE_FINISHED_NXDOMAIN', 'code-name-not-resolved'],
    ['Erreur réseau : ERR_CONNECTION_TIMED_OUT', 'code-connection'],
    ['connect ECONNREFUSED 3.120.0.1:443', 'code-connection'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'code-proxy'],
    ['error 407', 'code-proxy'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'code-certificate-name'],
    ["Hostname/IP does not match certificate's altnames: Host: x", 'code-certificate-name'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'code-connection'],
    ['Error: socket hang up', 'code-connection'],
    ['You are not connected to a network', 'no-network'],
    ['loading... then the login page again', 'could-not-launch'],
    ['This device is\nnot authorized to\naccess the WorkSpace.', 'not-authorized'],
    [`${'2026-11-28 10:00:00 INFO heartbeat sent\n'.repeat(500)}net::ERR_PROXY_AUTH_REQUESTED`, 'code-proxy'],
    ['Le nom distant n’a pas pu être résolu', 'code-name-not-resolved'],
    [
      'リモート名を解決できませんでした。: skylight-client-ds.ap-northeast-1.amazonaws.com',
      'code-name-not-resolved',
    ],
    ['unable to verify the first certificate', 'code-certificate-authority'],
    ['Cet appareil n’est pas autorisé à accéder au WorkSpace', 'not-authorized'],
    ['El dispositivo no puede conectarse al servicio de registro.', 'registration-service'],
    ['Authentifizierung fehlgeschlagen: Benutzername oder Passwort falsch', 'authentication'],
    ['Code d’enregistrement non valide', 'registration-code'],
    [
      'WorkSpace のステータス: 異常。WorkSpace に接続できませんでした。数分後にもう一度お試しください。',
      'unhealthy',
    ],
    ['ネットワークチェック: UDP ポート 4195 が赤になっています', 'panel-udp-4195'],
    ['ＥＲＲ＿ＣＯＮＮＥＣＴＩＯＮ＿ＲＥＳＥＴ', 'code-connection'],
    ['RPC unavailable (TCP port 135) for IP: 10.0.0.10', 'directory-ports'],
    ['LDAPS unavailable (TCP port 636) for IP: 2001:db8::10', 'directory-ports'],
    ['DNS unavailable (TCP port 5353) for IP: 10.0.0.10', 'directory-dns'],
    [
      'Hello, since Monday three of my colleagues see this when they start the client from home: This device is not authorized to access the WorkSpace. What can we do, the laptops are new and everything else works?',
      'not-authorized',
    ],
  ])('%.100s', (text, id) => {
    expect(firstOf(text)).toBe(id);
  });

  test.each([
    '',
    'hello',
    'houses and horses',
    'Bildschirm bleibt dunkel',
    'my printer is out of paper',
    'the the the',
    'my password has expired',
    'please contact your administrator for help',
    'check your network settings',
    'please try again in a few minutes',
    'ERR_BLOCKED_BY_CLIENT',
    // Every word of a message, but far from one another: a log, and no message.
    ['device', 'authorized', 'access', 'workspace'].join(` ${'lorem ipsum '.repeat(40)}`),
    '!!! ???',
    'x'.repeat(100_000),
    'Outlook: ERR_CONNECTION_RESET',
    'Unable to connect to the internet',
    'VPN connection lost',
    'Wi-Fi に接続できません',
    'Mon ordinateur est lent',
  ])('nothing fits: %.40s', (text) => {
    expect(firstOf(text)).toBe('none');
  });
});

describe('what is shown', () => {
  test('a printed text outranks the words around it, the longer one the shorter', () => {
    const { matches } = explainText('Unable to connect (0x1002). Please contact your IT administrator.');
    expect(matches.map(({ entry, sure }) => [entry.id, sure])).toEqual([['zero-1002', 'printed']]);
  });

  test('of quoted messages the first twenty different ones are read by themselves', () => {
    const others = (count: number) =>
      Array.from({ length: count }, (_, index) => `"Fenster Nummer ${index} offen"`).join(' ');
    const idsBehind = (before: string) =>
      explainText(`${before} WorkSpaces sagt "Keine Netzwerkverbindung", Internet geht aber`).matches.map(
        ({ entry }) => entry.id,
      );
    expect(idsBehind(others(19))).toEqual(['no-network']);
    expect(idsBehind(`${others(19)} `.repeat(40))).toEqual(['no-network']);
    expect(idsBehind(others(20))).toEqual([]);
  });

  test('below the bar the three nearest are named, and nothing is claimed', () => {
    const { matches, nearest } = explainText('the client of my neighbour has an unusual certificate colour');
    expect(matches).toEqual([]);
    expect(nearest).toHaveLength(3);
    expect(nearest[0]?.id).toMatch(/certificate/);
  });

  test.each([
    'authentication',
    'not-authorized',
    'unhealthy',
    'registration-code',
    'workspace-internet',
    'logon-banner',
  ])('%s clears the network', (id) => expect(clearsNetwork(entryOf(id))).toBe(true));

  test.each(['could-not-launch', 'no-network', 'panel-udp-4172', 'invalid-certificate', 'zero-1002'])(
    '%s does not clear the network',
    (id) => expect(clearsNetwork(entryOf(id))).toBe(false),
  );

  test('the streaming program that cannot start is this computer’s, and names no port', () => {
    const causes = causesOf(entryOf('streaming-program'), 'en');
    expect(new Set(causes.map(({ where }) => where))).toEqual(new Set(['this-machine']));
    expect(causes[0]?.text).not.toMatch(/\d{3,}/);
  });

  test('a long text comes to an end', () => {
    expect(explainText('connect WorkSpace network certificate unable '.repeat(5_000))).toBeDefined();
  });
});
