import { describe, expect, test } from '@jest/globals';
import { CODES } from '../../../src/findings/catalogue/index.ts';
import { CLIENT_MESSAGES } from '../../../src/explain/client-messages.ts';
import { explainText } from '../../../src/explain/explain-text.ts';

describe('the dictionary of messages', () => {
  test.each([
    ['Unable to register: DNS server issue', 'register-dns'],
    ['We were unable to register your WorkSpace due to a problem with the DNS server.', 'register-dns'],
    [
      "Device can't connect to the registration service. Check your network settings.",
      'registration-service',
    ],
    ['Your device is not able to connect to the WorkSpaces Registration service.', 'registration-service'],
    [
      'No network. Network connection lost. Check your network connection or contact your administrator for help.',
      'no-network',
    ],
    ['network connection lost', 'no-network'],
    ['An unknown error occurred while launching your WorkSpace', 'could-not-launch'],
    ['It shows a grey "Loading" screen and then goes back to the login page', 'could-not-launch'],
    ['This device is not authorised to access the WorkSpace.', 'not-authorized'],
    ['THIS DEVICE IS NOT AUTHORIZED', 'not-authorized'],
    ["WorkSpace Status: Unhealthy. We can't connect you to your WorkSpace.", 'unhealthy'],
    ['invalid certificate', 'invalid-certificate'],
    ['unable to register', 'register-dns'],
    ['unknown error', 'could-not-launch'],
    ['The supplied certificate is invalid due to timestamp.', 'timestamp'],
    ['Your network connection is slow', 'slow-network'],
    ['the client only shows a white page after I log in', 'white-page'],
    ['black screen', 'black-screen'],
    ['hangs at "Preparing your login page"', 'preparing-login'],
    ['Unabel to regster becuase of a DNS sever isue', 'register-dns'],
    ['this devise is not autorized to acess the workspace', 'not-authorized'],
    ['your netwrok conection is slow', 'slow-network'],
    ['invalid certifcate', 'invalid-certificate'],
    ['NET::ERR_CERT_DATE_INVALID', 'code-certificate-date'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'code-certificate-authority'],
    ['Fehler: SELF_SIGNED_CERT_IN_CHAIN', 'code-certificate-authority'],
    ['接続できません (ERR_NAME_NOT_RESOLVED)', 'code-name-not-resolved'],
    ['DNS_PROBE_FINISHED_NXDOMAIN', 'code-name-not-resolved'],
    ['getaddrinfo ENOTFOUND ws-broker-service.us-east-1.amazonaws.com', 'code-name-not-resolved'],
    ['Erreur réseau : ERR_CONNECTION_TIMED_OUT', 'code-connection'],
    ['connect ECONNREFUSED 3.120.0.1:443', 'code-connection'],
    ['407 Proxy Authentication Required', 'code-proxy'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'code-proxy'],
    ['error 407', 'code-proxy'],
    ['net::ERR_CERT_COMMON_NAME_INVALID', 'code-certificate-name'],
    ["Hostname/IP does not match certificate's altnames: Host: x", 'code-certificate-name'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'code-connection'],
    ['Error: socket hang up', 'code-connection'],
    ['it is very slow', 'slow-network'],
    ['You are not connected to a network', 'no-network'],
    ['loading... then the login page again', 'could-not-launch'],
    ["Unable to connect. We couldn't connect you to your WorkSpace", 'could-not-launch'],
    ['This device is\nnot authorized to\naccess the WorkSpace.', 'not-authorized'],
    [`${'2026-11-28 10:00:00 INFO heartbeat sent\n'.repeat(500)}net::ERR_PROXY_AUTH_REQUESTED`, 'code-proxy'],
  ])('%s', (text, id) => {
    expect(explainText(text)[0]?.id).toBe(id);
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
  ])('nothing fits: %.30s', (text) => {
    expect(explainText(text)).toEqual([]);
  });

  test('causes name codes of the closed list alone, and every message has an advice', () => {
    const codes = CLIENT_MESSAGES.flatMap(({ causes }) => causes.map(({ code }) => code)).filter(
      (code) => code !== null,
    );
    expect(codes.filter((code) => !CODES.includes(code))).toEqual([]);
    expect(CLIENT_MESSAGES.filter(({ advice, causes }) => advice === '' || causes.length === 0)).toEqual([]);
  });
});
