/**
 * The operating system's own handshake fails for lack of the root, with a host whose chain the public roots accept; only from that
 * handshake, never from a list of the store.
 */
import { z } from 'zod';
import { measuredOf, type View } from '../../reading/view.ts';
import { directEntries } from '../../reading/ways.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { server } from '../facts.ts';
import { hostsOf, shareFound, sharesOf } from '../found.ts';
import * as from from '../sources.ts';

const brief = {
  en: 'This computer lacks a root certificate that WorkSpaces needs.',
  ja: 'このパソコンには WorkSpaces に必要なルート証明書がありません。',
};

export const rootsMissing = defineCause({
  code: 'client/roots-missing',
  layer: 'machine',
  ceiling: 'error',
  side: 'this-machine',
  // The same certificate passes with the public roots and fails with this machine's.
  sideProven: () => true,
  facts: z.object({ hosts: z.array(server()) }),
  sources: [from.ROOTS],
  when: 'A handshake verified by the operating system fails for lack of the public root.',
  holds: (view) => {
    const entries = measuredOf(view, 'system-tls', 'system-trust').filter(
      ({ evidence }) => evidence.accepted === false && isPubliclyTrusted(view, evidence.host),
    );
    return sharesOf(view, entries).map((share) =>
      shareFound(view, { ...share, facts: { hosts: hostsOf(share.entries) } }),
    );
  },
  brief,
  words: {
    en: (it, say) => ({
      headline: brief.en,
      title: 'This computer lacks a public root certificate',
      explanation: `The certificates of ${say.list(it.hosts)} are publicly valid, but this computer does not know their root. The client will say that the certificate is invalid.`,
      you: 'Tell your helpdesk that the Amazon root certificates are missing on this computer.',
      helpdesk:
        'Install the Amazon Trust Services roots, or let the operating system update its certificates. A policy that removes roots is the usual cause.',
      network: `${ADVICE.en.noPort} Allow the certificate updates of the operating system.`,
    }),
    ja: (it, say) => ({
      headline: brief.ja,
      title: 'このパソコンに公開のルート証明書がありません',
      explanation: `${say.list(it.hosts)} の証明書は公開の基準で有効ですが、このパソコンはそのルートを知りません。クライアントは証明書が無効だと表示します。`,
      you: 'Amazon のルート証明書がこのパソコンにないことを、ヘルプデスクに伝えてください。',
      helpdesk:
        'Amazon Trust Services のルート証明書を入れるか、OS に証明書を更新させてください。ルートを削除するポリシーがよくある原因です。',
      network: `${ADVICE.ja.noPort}OS の証明書の更新を許可してください。`,
    }),
  },
});

/** What the public roots refuse is somebody else's certificate, and no root is missing. */
function isPubliclyTrusted(view: View, host: string): boolean {
  return directEntries(view).some(
    ({ evidence }) =>
      evidence.host === host && evidence.attempts.some((attempt) => attempt.tls?.publicTrust.ok === true),
  );
}
