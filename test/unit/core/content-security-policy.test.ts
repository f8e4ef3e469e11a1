import { describe, expect, test } from '@jest/globals';
import { contentSecurityPolicy } from '../../../src/core/content-security-policy.ts';

describe('the content security policy', () => {
  const policy = contentSecurityPolicy("'none'");

  test('allows nothing by default and no inline code', () => {
    expect(policy.startsWith("default-src 'none'; script-src 'self';")).toBe(true);
    expect(policy).not.toMatch(/unsafe|http:|https:|\*/);
  });

  test('differs between the faces in connections alone', () => {
    expect(contentSecurityPolicy("'self'").replace("connect-src 'self'", "connect-src 'none'")).toBe(policy);
  });
});
