/** The installed client is older than what the documents ask of the protocol. */
import { z } from 'zod';
import { PROTOCOLS } from '../../core/words.ts';
import { neededVersion, usesClientHere } from '../../reading/client-version.ts';
import { measuredOf, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { foreignText, version, word } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { systemOf } from './system.ts';

const facts = z.object({
  version: version(),
  needed: version(),
  /** Name and edition of the system: the versions of each count in their own way. */
  os: foreignText(),
  /** Those that ask for more; another one may work. */
  forProtocols: z.array(word(PROTOCOLS)),
});

export const clientOutdated = defineCause({
  code: 'client/outdated',
  layer: 'machine',
  ceiling: 'warning',
  side: 'this-machine',
  sideProven: () => true,
  facts,
  sources: [from.CLIENT],
  when: 'The installed client is older than the documents ask for the protocol.',
  holds,
  words: {
    en: (it, say) => ({
      headline: `The WorkSpaces client on this computer is too old for ${say.protocols(it.forProtocols)}.`,
      title: `The WorkSpaces client is too old: ${it.version}`,
      explanation: `Version ${it.version} is installed (${it.os}); the documents ask for ${it.needed} or later for ${say.protocols(it.forProtocols)}.`,
      you: ADVICE.en.updateClient,
      helpdesk: ADVICE.en.rollOutClient,
      network: 'Make sure that the update hosts of the client are allowed.',
    }),
    ja: (it, say) => ({
      headline: `このパソコンの WorkSpaces クライアントは ${say.protocols(it.forProtocols)} には古すぎます。`,
      title: `WorkSpaces クライアントが古すぎます（${it.version}）`,
      explanation: `バージョン ${it.version} が入っています（${it.os}）。資料は ${say.protocols(it.forProtocols)} に ${it.needed} 以降を求めています。`,
      you: ADVICE.ja.updateClient,
      helpdesk: ADVICE.ja.rollOutClient,
      network: 'クライアントの更新用のホストが許可されているか確認してください。',
    }),
  },
});

function holds(view: View): readonly Found<z.infer<typeof facts>>[] {
  if (!usesClientHere(view)) return [];
  const needs = view.protocols.flatMap((protocol) => {
    const needed = neededVersion(view, protocol);
    return needed === null ? [] : [{ protocol, needed }];
  });
  const [first] = needs;
  if (first === undefined) return [];
  const protocols = needs.map(({ protocol }) => protocol);
  return measuredOf(view, 'client', 'client').flatMap((entry) => {
    const { version: installed } = entry.evidence;
    if (installed === null) return [];
    return [
      {
        severity: 'warning',
        protocols,
        region: null,
        facts: { version: installed, needed: first.needed, os: systemOf(view), forProtocols: protocols },
        checks: idsOf([entry]),
      },
    ];
  });
}
