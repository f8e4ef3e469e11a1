/** Keyed tags: what they join, what they keep apart, and that nobody without the key can try a name. */
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { BundleInput, RedactionChoice } from '../../../src/bundle/bundle-input.ts';
import { makeBundle, previewBundle } from '../../../src/bundle/make-bundle.ts';
import { keyOfCase, keyOfText, newCaseToken, newKeyText, type TagKey } from '../../../src/bundle/tag-key.ts';
import { networkAddress, networkFacts, tagOf, tellsANetwork } from '../../../src/bundle/tags.ts';
import { insideOf, simulatedInput } from './simulated-input.ts';

jest.setTimeout(60_000);

const STANDARD = { level: 'standard', leaveOut: [], putIn: [] } as const;
const organisation = keyOfText(newKeyText()) as TagKey;
let input: BundleInput;
beforeAll(async () => {
  const made = await simulatedInput('ready');
  const host = {
    ...made.report.host,
    dnsServers: ['10.20.0.53', '10.20.0.54'].map((address) => ({ address, port: 53, interfaceName: 'en0' })),
    defaultGateways: [{ family: 4 as const, address: '10.20.3.1', interfaceName: 'en0' }],
  };
  input = { ...made, report: { ...made.report, host } };
});

const made = (key: TagKey, choice: Partial<RedactionChoice> = {}, installation = 'a machine') =>
  makeBundle({ ...input, tagging: { key, installation, site: 'Zurich' } }, { ...STANDARD, ...choice });
const tagsIn = (key: TagKey, choice: Partial<RedactionChoice> = {}) => made(key, choice).manifest.tags;

describe('a key', () => {
  test('is read back from its text alone, and names itself by 20 bits', () => {
    const text = newKeyText();
    expect(keyOfText(text)).toEqual(keyOfText(text.trim()));
    expect(keyOfText(text)?.id).toMatch(/^k[a-z2-7]{4}$/);
    for (const bad of ['', 'x', text.slice(0, -3), text.replace('1', '2'), `${text}${text}`])
      expect(keyOfText(bad)).toBeNull();
  });

  test("a case has a token that cannot be guessed: a ticket's number is none", () => {
    const token = newCaseToken();
    expect(token).toHaveLength(22);
    expect(keyOfCase(token)?.bytes).toEqual(keyOfCase(token)?.bytes);
    expect(keyOfCase(token)?.bytes).not.toEqual(keyOfCase(newCaseToken())?.bytes);
    for (const bad of ['INC0012345', '', `${token}=`, token.slice(1), 'ü'.repeat(22)])
      expect(keyOfCase(bad)).toBeNull();
  });
});

describe('tags', () => {
  test('are equal for the same fact under one key, and never under two', () => {
    const [one, again, other] = [
      tagsIn(organisation),
      tagsIn(organisation),
      tagsIn(keyOfText(newKeyText()) as TagKey),
    ];
    expect(one).toEqual(again);
    const words = (tags: typeof one) => [tags?.machine, ...(tags?.facts ?? []).map(({ tag }) => tag)];
    expect(words(one).length).toBeGreaterThan(3);
    expect(words(one).filter((tag) => words(other).includes(tag))).toEqual([]);
    // One value as two kinds is two tags: a gateway that is a DNS server says so to nobody.
    expect(tagOf(organisation, 'dns', '10.9.9.9')).not.toBe(tagOf(organisation, 'gateway', '10.9.9.9'));
  });

  test('hold no name and no address in clear, and no digest that can be tried without the key', () => {
    const inside = [...insideOf(made(organisation).bytes).values()].join('\n');
    expect(inside).not.toMatch(/10\.20\.0\.5[34]|10\.20\.3\.1|demo-laptop|a machine/);
    expect(made(organisation).manifest.markers).toEqual({ machine: null, network: null });
    // Whoever guesses right needs the key: another key with the same guess gives another word.
    const guess = tagOf(keyOfText(newKeyText()) as TagKey, 'dns', '10.20.0.53');
    expect(inside).not.toContain(guess);
    expect(inside).toContain(tagOf(organisation, 'dns', '10.20.0.53'));
    expect(inside).not.toContain(Buffer.from(organisation.bytes).toString('hex'));
  });

  test('levels: "minimal" has the machine alone, and only for a case', () => {
    const ofCase = keyOfCase(newCaseToken()) as TagKey;
    expect(tagsIn(organisation, { level: 'minimal' })).toBeUndefined();
    expect(tagsIn(ofCase, { level: 'minimal' })).toMatchObject({ facts: [], site: null, scope: 'case' });
    expect(tagsIn(ofCase, { level: 'full' })?.facts.length).toBeGreaterThan(2);
    expect(tagsIn(organisation, { leaveOut: ['tags'] })).toBeUndefined();
    expect(made(organisation, { leaveOut: ['tags'] }).manifest.leftOut).toContainEqual({
      what: 'tags',
      why: 'the person left it out',
    });
  });

  test('the preview says what the holder of the key can tell', () => {
    const tagging = { key: organisation, installation: 'x', site: 'Zurich' };
    const { tags } = previewBundle({ ...input, tagging }, STANDARD);
    expect(tags).toEqual({
      scope: 'organisation',
      kinds: expect.arrayContaining(['machine', 'dns', 'gateway']),
      site: 'Zurich',
    });
    expect(previewBundle(input, STANDARD).tags).toBeNull();
  });

  test('10,000 values have 10,000 tags', () => {
    const tags = Array.from({ length: 10_000 }, (_, at) =>
      tagOf(organisation, 'dns', networkAddress('10.0.0.0', 32) + at),
    );
    expect(new Set(tags).size).toBe(10_000);
  });
});

describe('a network that everybody has is no fact', () => {
  test.each([
    '192.168.0.1',
    '192.168.1.1',
    '192.168.2.9',
    '192.168.178.1',
    '10.0.0.138',
    '100.64.0.1',
    '169.254.1.1',
    'fe80::1',
    '127.0.0.53',
  ])('%s', (address) => {
    expect(tellsANetwork(address)).toBe(false);
  });

  test("a home with the box of everybody has no network at all, and a public resolver is nobody's", () => {
    const host = {
      ...input.report.host,
      dnsServers: ['192.168.1.1', '8.8.8.8'].map((address) => ({ address, port: 53, interfaceName: 'en0' })),
      defaultGateways: [{ family: 4 as const, address: '192.168.1.1', interfaceName: 'en0' }],
      interfaces: input.report.host.interfaces.map((one) => ({ ...one, name: 'en0' })),
      ...{ wifi: null, vpn: null, splitDns: [] },
      proxy: { ...input.report.host.proxy, httpsProxy: null },
    };
    expect(networkFacts({ ...input.report, host }, null)).toEqual([]);
  });
});
