/** Which certificates of a refused chain go into a bundle: those that name nobody but the service and whoever cut in. */
import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { derTexts } from '../../../src/bundle/der-texts.ts';
import type { BundleInput } from '../../../src/bundle/bundle-input.ts';
import { makeBundle } from '../../../src/bundle/make-bundle.ts';
import { issue, type Issued } from '../../loopback/certificates.ts';
import { insideOf, simulatedInput } from './simulated-input.ts';

/** A product's name says how a connection was cut open; the organisation's says whose it is. */
const root = issue({ commonName: 'Zscaler Inspection CA', organisation: 'Zscaler', ca: true, issuer: null });
const ownRoot = issue({ commonName: 'Acme Inspection CA', organisation: 'Acme', ca: true, issuer: null });

function leaf(wish: { readonly name: string; readonly aia?: string }): Issued {
  return issue({
    commonName: wish.name,
    dnsNames: [wish.name],
    issuer: root,
    ...(wish.aia === undefined ? {} : { caIssuers: wish.aia }),
  });
}

function rowOf({ certificatePem }: Issued) {
  const { subject, issuer, fingerprint256, validFrom, validTo } = new X509Certificate(certificatePem);
  return {
    ...{
      subject,
      issuer,
      subjectAltNames: [],
      sha256: fingerprint256,
      pem: certificatePem,
      selfSigned: false,
    },
    ...{ validFrom: new Date(validFrom).toISOString(), validTo: new Date(validTo).toISOString() },
  };
}

/** The bundle of a run whose first refused chain was this one. */
function bundleOf(input: BundleInput, chain: readonly Issued[], level: 'full' | 'standard' | 'minimal') {
  const changed = JSON.parse(JSON.stringify(input.record), (key, value: unknown) =>
    key === 'chain' && Array.isArray(value) ? chain.map(rowOf) : value,
  ) as BundleInput['record'];
  const { bytes, manifest } = makeBundle({ ...input, record: changed }, { level, leaveOut: [], putIn: [] });
  const pems = [...insideOf(bytes)].filter(([name]) => name.endsWith('.pem')).map(([, text]) => text);
  return { pems, leftOut: manifest.leftOut.filter(({ what }) => what.startsWith('certificate ')) };
}

describe('certificates in a bundle', () => {
  let input: BundleInput;
  beforeAll(async () => {
    input = await simulatedInput('decrypted');
  }, 60_000);

  // Lengths 33 to 126 are letters when DER is read as text, and so is the tag of a sequence.
  test.each(['signin.aws', 'drp-fra.amazonworkspaces.com', '*.eu-central-1.rdn.amazonaws.com'])(
    'a leaf for %s and the authority that cut in are inside',
    (name) => {
      const one = leaf({ name });
      const { pems, leftOut } = bundleOf(input, [one, root], 'standard');
      expect(pems.sort()).toEqual([one.certificatePem, root.certificatePem].sort());
      expect(leftOut).toEqual([]);
    },
  );

  test.each([
    ['a host of the organisation', leaf({ name: 'idp.acme.example' })],
    [
      'a host of the organisation in an address',
      leaf({ name: 'signin.aws', aia: 'http://pki.acme.example/ca.crt' }),
    ],
    ['a private address', leaf({ name: '10.4.5.6' })],
  ])('a leaf with %s stays out, and the manifest says so', (_title, one) => {
    const { pems, leftOut } = bundleOf(input, [one, root], 'standard');
    expect(pems).toEqual([root.certificatePem]);
    expect(leftOut).toEqual([{ what: expect.stringMatching(/^certificate /), why: expect.any(String) }]);
    expect(bundleOf(input, [one, root], 'full').pems).toHaveLength(2);
  });

  test("an organisation's own authority stays out", () => {
    const { pems, leftOut } = bundleOf(input, [ownRoot], 'standard');
    expect([pems, leftOut.length]).toEqual([[], 1]);
    expect(bundleOf(input, [ownRoot], 'full').pems).toHaveLength(1);
  });

  test('none is inside at the level minimal', () => {
    expect(bundleOf(input, [leaf({ name: 'signin.aws' }), root], 'minimal').pems).toEqual([]);
  });

  test('every text of a certificate is found, and no bytes make the reader throw', () => {
    const one = leaf({ name: 'signin.aws', aia: 'http://pki.acme.example/ca.crt' });
    const texts = derTexts(new X509Certificate(one.certificatePem).raw);
    expect(texts).toEqual(
      expect.arrayContaining(['signin.aws', 'Zscaler Inspection CA', 'http://pki.acme.example/ca.crt']),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => derTexts(Buffer.from(bytes))).not.toThrow();
      }),
    );
    expect(derTexts(Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]))).toBeNull();
  });
});
