import { describe, expect, test } from '@jest/globals';
import type { CaptiveEvidence } from '../../../src/evidence/index.ts';
import { loginPageOf } from '../../../src/reading/login-page.ts';

const URL_ASKED = 'http://clients.amazonworkspaces.com/';
const pageFor = (location: string | null, more: Partial<CaptiveEvidence> = {}, simulated = false) =>
  loginPageOf({
    simulated,
    checks: [
      {
        role: 'captive-control',
        evidence: {
          kind: 'captive',
          url: URL_ASKED,
          status: 302,
          location,
          title: null,
          address: null,
          durationMs: 1,
          failure: null,
          bodyBytes: 0,
          ...more,
        } satisfies CaptiveEvidence,
      },
    ],
  });

describe('the login page that a network sends everybody to', () => {
  test.each([
    ['http://login.hotel.example/welcome?mac=aa', 'http://login.hotel.example/welcome?mac=aa'],
    ['https://login.hotel.example', 'https://login.hotel.example/'],
    ['http://192.168.1.1:8080/', 'http://192.168.1.1:8080/'],
  ])('%s is one', (location, page) => {
    expect(pageFor(location)).toBe(page);
  });

  test.each([
    [null],
    ['javascript:alert(1)'],
    ['file:///etc/passwd'],
    ['ssh://login.hotel.example/'],
    ['http://me:secret@login.hotel.example/'],
    [`http://login.hotel.example/${'x'.repeat(2000)}`],
    ['https://clients.amazonworkspaces.com/'],
  ])('%s is none', (location) => {
    expect(pageFor(location)).toBeNull();
  });

  test('a demonstration has none: its page is made up', () => {
    expect(pageFor('http://login.hotel.example/', {}, true)).toBeNull();
  });

  test('evidence that is none of ours opens nothing', () => {
    expect(
      loginPageOf({ simulated: false, checks: [{ role: 'captive-control', evidence: { url: 1 } }] }),
    ).toBeNull();
  });
});
