import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { contentSecurityPolicy } from '../../../src/core/content-security-policy.ts';

describe('the content security policy', () => {
  const policy = contentSecurityPolicy("'none'");

  test('allows nothing by default and no inline code', () => {
    expect(policy.startsWith("default-src 'none'; script-src 'self';")).toBe(true);
    expect(policy).not.toMatch(/unsafe|http:|https:|\*/);
  });

  test('stands in the page too, but for frame-ancestors, which browsers take from the header alone', () => {
    const page = readFileSync(new URL('../../../renderer/index.html', import.meta.url), 'utf8');
    const inPage = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1];
    expect(inPage).toBe(contentSecurityPolicy("'self'").replace(" frame-ancestors 'none';", ''));
  });

  test('differs between the faces in connections alone', () => {
    expect(contentSecurityPolicy("'self'").replace("connect-src 'self'", "connect-src 'none'")).toBe(policy);
  });
});
