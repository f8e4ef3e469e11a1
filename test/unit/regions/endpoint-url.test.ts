import { describe, expect, test } from '@jest/globals';
import { cleanHostName, parsePrintedEndpoint } from '../../../src/regions/endpoint-url.ts';

describe('printed addresses', () => {
  test.each([
    ['a URL', 'https://fls-na.amazon.com/', ['fls-na.amazon.com', 443, 'none']],
    ['a URL with a path', 'https://a.example.com/v1/report', ['a.example.com', 443, 'none']],
    [
      'a bare name counts as https',
      'workspaces.euc-sso.us-east-1.aws.amazon.com',
      ['workspaces.euc-sso.us-east-1.aws.amazon.com', 443, 'none'],
    ],
    [
      'a placeholder in the path leaves the host testable',
      'https://x.cloudfront.net/prod/<region>/<directory ID>',
      ['x.cloudfront.net', 443, 'path'],
    ],
    [
      'a placeholder in the host',
      'https://<directory id>.awsapps.com/',
      ['<directory id>.awsapps.com', 443, 'host'],
    ],
    [
      'TURN has a port of its own',
      'turn:*.us-east-1.rdn.amazonaws.com',
      ['*.us-east-1.rdn.amazonaws.com', 3478, 'host'],
    ],
    ['the slip hhttps is https', 'hhttps://a.example.com', ['a.example.com', 443, 'none']],
  ] as const)('%s', (_name, printed, [host, port, placeholder]) => {
    expect(parsePrintedEndpoint(printed)).toEqual({ host, port, placeholder });
  });

  test.each([
    '',
    'ftp://a.example.com',
    'https://',
    'https:///x',
    'https://a b.com',
    'https://a.*.com',
    'localhost',
    'https://user@a.com',
  ])('refused: %p', (printed) => {
    expect(parsePrintedEndpoint(printed)).toBeNull();
  });

  test('the two health-check names with a slash lose it', () => {
    expect(cleanHostName('drp-cpt.amazonworkspaces.com/')).toBe('drp-cpt.amazonworkspaces.com');
  });
});
