/** No client is installed here, from what can be read; nothing is said where it cannot. */
import { z } from 'zod';
import { usesClientHere } from '../../reading/client-version.ts';
import { measuredOf, type View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { foreignText } from '../facts.ts';
import { generalFound } from '../found.ts';
import * as from from '../sources.ts';
import { protocolWord } from '../web/shared.ts';
import { systemOf } from './system.ts';

const facts = z.object({
  /** Name and edition of the system. */
  os: foreignText(),
  /** Names of installed browsers that Web Access could use. */
  browsers: z.array(protocolWord()),
});

export const clientMissing = defineCause({
  code: 'client/missing',
  layer: 'machine',
  ceiling: 'notice',
  side: 'this-machine',
  sideProven: () => true,
  facts,
  sources: [from.CLIENT],
  when: 'The WorkSpaces client is not installed (as far as can be read).',
  holds,
  words: {
    en: (it, say) => ({
      headline: 'The WorkSpaces client was not found on this computer.',
      explanation: say.sentences(
        `No WorkSpaces client was found (${it.os}). Web Access in a browser works without it where your organisation allows it.`,
        it.browsers.length > 0 && `This computer has ${say.list(it.browsers)}.`,
      ),
      you: 'Install the WorkSpaces client from clients.amazonworkspaces.com, or ask your helpdesk whether to use the browser.',
      helpdesk: 'Install the client, or check whether Web Access is switched on for the directory.',
      network: ADVICE.en.noPort,
    }),
    ja: (it, say) => ({
      headline: 'このパソコンに WorkSpaces クライアントが見つかりません。',
      explanation: say.sentences(
        `WorkSpaces クライアントは見つかりませんでした（${it.os}）。組織が許可していれば、クライアントがなくてもブラウザーの Web Access を使えます。`,
        it.browsers.length > 0 && `入っているブラウザーは ${say.list(it.browsers)} です。`,
      ),
      you: 'clients.amazonworkspaces.com から WorkSpaces クライアントを入れるか、ブラウザーを使うかをヘルプデスクに尋ねてください。',
      helpdesk: 'クライアントを入れるか、ディレクトリで Web Access が有効か確認してください。',
      network: ADVICE.ja.noPort,
    }),
  },
});

function holds(view: View): readonly Found<z.infer<typeof facts>>[] {
  if (!usesClientHere(view)) return [];
  return measuredOf(view, 'client', 'client')
    .filter((entry) => entry.evidence.installed === false)
    .map((entry) =>
      generalFound(view, {
        severity: 'notice',
        entries: [entry],
        facts: { os: systemOf(view), browsers: entry.evidence.browsers.map(({ name }) => name) },
      }),
    );
}
