/** The documents do not name this operating system for the client. */
import { z } from 'zod';
import { usesClientHere } from '../../reading/client-version.ts';
import { measuredOf, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { version } from '../facts.ts';
import { generalFound } from '../found.ts';
import * as from from '../sources.ts';
import { systemOf } from './system.ts';

/** Name and edition of the system. */
const facts = z.object({ os: version() });

export const unsupportedOs = defineCause({
  code: 'client/unsupported-os',
  layer: 'machine',
  ceiling: 'warning',
  side: 'this-machine',
  sideProven: () => true,
  facts,
  sources: [from.CLIENT],
  when: 'The operating system is not among those that the documents support for the client.',
  holds,
  words: {
    en: (it) => ({
      headline: 'This operating system is not supported by the WorkSpaces client.',
      title: 'This operating system is not supported by the client',
      explanation: `${it.os} is not among the systems that the documents name for the client.`,
      you: 'Use Web Access in a browser, or another computer, and ask your helpdesk.',
      helpdesk: 'The client may still start; the vendor gives no support for it on this system.',
      network: ADVICE.en.noPort,
    }),
    ja: (it) => ({
      headline: 'この OS は WorkSpaces クライアントの対象外です。',
      title: 'この OS はクライアントの対象外です',
      explanation: `${it.os} は、資料がクライアントの対象として挙げる OS に含まれていません。`,
      you: 'ブラウザーの Web Access か別のパソコンを使い、ヘルプデスクに尋ねてください。',
      helpdesk: 'クライアントは動くかもしれませんが、この OS では提供元のサポートがありません。',
      network: ADVICE.ja.noPort,
    }),
  },
});

function holds(view: View): readonly Found<z.infer<typeof facts>>[] {
  if (!usesClientHere(view)) return [];
  return measuredOf(view, 'client', 'client')
    .filter((entry) => entry.evidence.osSupported === false)
    .map((entry) =>
      generalFound(view, { severity: 'warning', entries: [entry], facts: { os: systemOf(view) } }),
    );
}
