/** This client, its system or its Region cannot do what was asked for: SAML, certificate, smart card, FIPS. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import { clientFeatures, FEATURES, type Feature } from '../../reading/client-features.ts';
import { measuredOf, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { flag, foreignText, version, word } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { systemOf } from './system.ts';

const facts = z.object({
  /** What the installed version is too old for, and in the same order the version that can. */
  tooOld: z.array(word(FEATURES)),
  needs: z.array(version()),
  installed: version().nullable(),
  /** What no client of this system, or of this kind, can do. */
  notHere: z.array(word(FEATURES)),
  /** Name and edition of the system, or the kind of client. */
  os: foreignText(),
  /** What the documents name for DCV alone, where PCoIP alone was asked about. */
  byDcvAlone: z.array(word(FEATURES)),
  /** What the documents do not give for the Region. */
  notInRegion: z.array(word(FEATURES)),
  /** Nothing here opens `workspaces://`, by which a browser hands a sign-in back. */
  noHandler: flag(),
});
type Facts = z.infer<typeof facts>;

export const clientFeature = defineCause({
  code: 'client/feature',
  layer: 'machine',
  ceiling: 'warning',
  side: 'this-machine',
  sideProven: () => true,
  facts,
  sources: [from.SIGN_IN],
  when: 'The client, its system, its protocol or its Region cannot do what --sign-in or --fips asks for, or nothing opens workspaces:// here.',
  holds,
  words: {
    en: (it, say) => ({
      headline: whatEn(it, say),
      title: whatEn(it, say).slice(0, -1),
      explanation: say.sentences(...reasonsEn(it, say)),
      you: it.tooOld.length > 0 ? ADVICE.en.updateClient : ADVICE.en.sendResult,
      helpdesk: doEn(it),
      network: ADVICE.en.noPort,
    }),
    ja: (it, say) => ({
      headline: whatJa(it, say),
      title: whatJa(it, say).slice(0, -1),
      explanation: say.sentences(...reasonsJa(it, say)),
      you: it.tooOld.length > 0 ? ADVICE.ja.updateClient : ADVICE.ja.sendResult,
      helpdesk: doJa(it),
      network: ADVICE.ja.noPort,
    }),
  },
});

/** What concerns the client is said once; what concerns a Region, for each that was asked about. */
function holds(view: View): readonly Found<Facts>[] {
  const [entry] = measuredOf(view, 'client', 'client');
  const { client, byDcvAlone, regions } = clientFeatures(view);
  const shared = { installed: client.installed, os: client.kind ?? systemOf(view) };
  const nothing = {
    ...{ tooOld: [], needs: [], notHere: [] },
    ...{ byDcvAlone: [], notInRegion: [], noHandler: false },
  };
  const found = (facts: Facts, region: string | null): Found<Facts> => ({
    severity: 'warning',
    // What Amazon does not offer is no fault of this computer.
    ...(facts.byDcvAlone.length + facts.notInRegion.length > 0 ? { side: 'service' as const } : {}),
    protocols: view.protocols,
    region,
    facts,
    checks: entry === undefined ? [] : idsOf([entry]),
  });
  const { tooOld, notHere, noHandler } = client;
  const isHit = tooOld.length + notHere.length > 0 || noHandler;
  return [
    ...(isHit
      ? [
          found(
            {
              ...{ ...nothing, ...shared, notHere: [...notHere], noHandler },
              tooOld: tooOld.map(({ feature }) => feature),
              needs: tooOld.map(({ since }) => since),
            },
            null,
          ),
        ]
      : []),
    ...(byDcvAlone.length > 0 ? [found({ ...nothing, ...shared, byDcvAlone: [...byDcvAlone] }, null)] : []),
    ...regions.map(({ region, missing }) =>
      found({ ...nothing, ...shared, notInRegion: [...missing] }, region),
    ),
  ];
}

const NAME_EN: Readonly<Record<Feature, string>> = {
  saml: 'sign-in with SAML',
  certificate: 'sign-in with certificates',
  'smart-card': 'sign-in with smart cards',
  fips: 'FIPS endpoint encryption',
};
const NAME_JA: Readonly<Record<Feature, string>> = {
  saml: 'SAML のサインイン',
  certificate: '証明書のサインイン',
  'smart-card': 'スマートカードのサインイン',
  fips: 'FIPS エンドポイントの暗号化',
};

const namesEn = (features: readonly Feature[], say: Say) => say.list(features.map((one) => NAME_EN[one]));
const namesJa = (features: readonly Feature[], say: Say) => say.list(features.map((one) => NAME_JA[one]));

function whatEn(it: Facts, say: Say): string {
  if (it.byDcvAlone.length > 0) return `PCoIP has no ${namesEn(it.byDcvAlone, say)}; DCV has.`;
  if (it.notInRegion.length > 0) return `This Region has no ${namesEn(it.notInRegion, say)}.`;
  const cannot = [...it.tooOld, ...it.notHere];
  return cannot.length > 0
    ? `The WorkSpaces client here cannot do ${namesEn(cannot, say)}.`
    : 'A browser cannot hand the sign-in back to the client here.';
}

function whatJa(it: Facts, say: Say): string {
  if (it.byDcvAlone.length > 0)
    return `PCoIP では${namesJa(it.byDcvAlone, say)}を使えません（DCV では使えます）。`;
  if (it.notInRegion.length > 0) return `このリージョンには${namesJa(it.notInRegion, say)}がありません。`;
  const cannot = [...it.tooOld, ...it.notHere];
  return cannot.length > 0
    ? `このパソコンの WorkSpaces クライアントでは${namesJa(cannot, say)}を使えません。`
    : 'このパソコンでは、ブラウザーからクライアントにサインインを戻せません。';
}

function reasonsEn(it: Facts, say: Say): readonly (string | false)[] {
  return [
    it.installed !== null && it.tooOld.length > 0 && `Version ${it.installed} is installed on ${it.os}.`,
    ...it.tooOld.map(
      (feature, at) => `The documents ask for ${it.needs[at] ?? '-'} or later for ${NAME_EN[feature]}.`,
    ),
    it.notHere.length > 0 && `No client for ${it.os} is named for ${namesEn(it.notHere, say)}.`,
    it.byDcvAlone.length > 0 && 'The documents name it for DCV WorkSpaces alone.',
    it.notInRegion.length > 0 && `The documents do not name the Region for ${namesEn(it.notInRegion, say)}.`,
    it.noHandler &&
      'Nothing is registered here for workspaces:// links, which the browser opens after the sign-in.',
  ];
}

function reasonsJa(it: Facts, say: Say): readonly (string | false)[] {
  return [
    it.installed !== null && it.tooOld.length > 0 && `${it.os} にバージョン ${it.installed} が入っています。`,
    ...it.tooOld.map(
      (feature, at) => `資料は${NAME_JA[feature]}に ${it.needs[at] ?? '-'} 以降を求めています。`,
    ),
    it.notHere.length > 0 &&
      `資料は ${it.os} のクライアントを${namesJa(it.notHere, say)}の対象に挙げていません。`,
    it.byDcvAlone.length > 0 && '資料は DCV の WorkSpace だけを対象に挙げています。',
    it.notInRegion.length > 0 &&
      `資料はこのリージョンを${namesJa(it.notInRegion, say)}の対象に挙げていません。`,
    it.noHandler &&
      'サインインの後にブラウザーが開く workspaces:// のリンクを受け取るプログラムが登録されていません。',
  ];
}

function doEn(it: Facts): string {
  if (it.byDcvAlone.length > 0) return 'Use WorkSpaces with DCV, or another way to sign in.';
  if (it.notInRegion.length > 0) return 'Use a Region that the documents name, or another way to sign in.';
  if (it.tooOld.length > 0) return ADVICE.en.rollOutClient;
  if (it.notHere.length > 0)
    return 'Use a client that the documents name (Windows, macOS), or another way to sign in.';
  return 'Install the client anew so that it registers workspaces://, and allow the browser to open such links.';
}

function doJa(it: Facts): string {
  if (it.byDcvAlone.length > 0) return 'DCV の WorkSpace か、別のサインイン方法を使ってください。';
  if (it.notInRegion.length > 0) return '資料が挙げるリージョンか、別のサインイン方法を使ってください。';
  if (it.tooOld.length > 0) return ADVICE.ja.rollOutClient;
  if (it.notHere.length > 0)
    return '資料が挙げるクライアント（Windows、macOS）か、別のサインイン方法を使ってください。';
  return 'クライアントを入れ直して workspaces:// を登録し、ブラウザーがそのリンクを開けるようにしてください。';
}
