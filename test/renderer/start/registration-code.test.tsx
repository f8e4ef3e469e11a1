import { describe, expect, test } from '@jest/globals';
import { en } from '../../../renderer/words/en.ts';
import { askedOf, readTyped, suggestions } from '../../../renderer/features/start/registration-code.ts';
import { offered, USUAL } from '../../../renderer/features/start/options.ts';
import { REGIONS } from '../fixtures/region-choices.ts';

const rows: [string, string, string][] = [
  ['a code names its Region by airport', 'WSpdx+ABC12D', 'code'],
  ['in any case, with spaces around', '  slPDX+abc12d ', 'code'],
  ['an unknown airport asks for the Region', 'WSxxx+ABC12D', 'unknown-code'],
  ['a code that is too short is none', 'WSpdx+ABC', 'other'],
  ['a Region by its name', 'US West (Oregon)', 'region'],
  ['a Region by its code', 'us-west-2', 'region'],
  ['a Region without its accents', 'south america (sao paulo)', 'region'],
  ['a fully qualified name needs its Region', 'desktop.example.com', 'name'],
  ['half a word is nothing yet', 'oreg', 'other'],
  ['nothing', '   ', 'empty'],
];

describe('what was typed', () => {
  test.each(rows)('%s', (_name, text, kind) => {
    expect(readTyped(text, REGIONS, en.region).kind).toBe(kind);
  });

  test('suggests by name and code, without accents', () => {
    expect(suggestions('or', REGIONS, en.region).map(({ code }) => code)).toContain('us-west-2');
    expect(suggestions('paulo', REGIONS, en.region).map(({ code }) => code)).toEqual(['sa-east-1']);
    expect(suggestions('eu west', REGIONS, en.region)).toHaveLength(3);
  });

  test('suggests nothing for what looks like a code', () => {
    expect(suggestions('WSpdx+A', REGIONS, en.region)).toEqual([]);
  });
});

describe('the request', () => {
  const chosen = { regions: REGIONS, beside: null, protocol: 'both', options: USUAL } as const;

  test('carries the code and its Region', () => {
    const { request } = askedOf({ ...chosen, typed: readTyped('WSpdx+ABC12D', REGIONS, en.region) });
    expect(request).toMatchObject({
      registrationCode: 'WSpdx+ABC12D',
      region: ['us-west-2'],
      protocol: 'both',
    });
  });

  test('a Region alone carries no code', () => {
    expect(
      askedOf({ ...chosen, typed: readTyped('us-west-2', REGIONS, en.region) }).request?.registrationCode,
    ).toBeUndefined();
  });

  test('a name without a Region is no request yet', () => {
    const typed = readTyped('desktop.example.com', REGIONS, en.region);
    expect(askedOf({ ...chosen, typed }).request).toBeNull();
    expect(askedOf({ ...chosen, typed, beside: 'eu-west-1' }).request).toMatchObject({
      registrationCode: 'desktop.example.com',
      region: ['eu-west-1'],
    });
  });

  test('a code whose airport nobody knows goes with the Region that was chosen', () => {
    const typed = readTyped('WSxxx+ABC12D', REGIONS, en.region);
    expect(askedOf({ ...chosen, typed, beside: 'eu-west-1' }).request).toMatchObject({
      registrationCode: 'WSxxx+ABC12D',
      region: ['eu-west-1'],
    });
  });

  test('a protocol that the Region does not have is not asked for', () => {
    const typed = readTyped('us-east-2', REGIONS, en.region);
    expect(askedOf({ ...chosen, typed, protocol: 'pcoip' }).request?.protocol).toBe('both');
    expect(askedOf({ ...chosen, typed, protocol: 'dcv' }).request?.protocol).toBe('dcv');
  });

  test('says of the options what is not as usual, and nothing else', () => {
    const typed = readTyped('us-west-2', REGIONS, en.region);
    const options = {
      profile: 'zero-client',
      directoryId: ' d-926712a4f0 ',
      signIn: 'saml',
      also: 'sso.contoso.example:443\nb.example, ',
      localDiscovery: true,
      gentle: true,
      samples: '20',
      repeat: 1,
      peer: '198.51.100.20\nstun:stun.contoso.example',
      where: true,
    } as const;
    expect(askedOf({ ...chosen, typed }).request).toEqual({ region: ['us-west-2'], protocol: 'both' });
    expect(askedOf({ ...chosen, typed, options }).request).toEqual({
      region: ['us-west-2'],
      protocol: 'both',
      profile: 'zero-client',
      directoryId: 'd-926712a4f0',
      signIn: 'saml',
      also: ['sso.contoso.example:443', 'b.example'],
      peer: ['198.51.100.20', 'stun:stun.contoso.example'],
      where: true,
      localDiscovery: true,
      gentle: true,
      samples: '20',
    });
  });

  test('a protocol that the kind of client does not have is not asked for', () => {
    const typed = readTyped('eu-central-1', REGIONS, en.region);
    const options = { ...USUAL, profile: 'web-access' } as const;
    expect(askedOf({ ...chosen, typed, options, protocol: 'pcoip' }).request?.protocol).toBe('both');
    expect(offered(REGIONS, null, 'zero-client')).toEqual(['pcoip']);
  });
});
