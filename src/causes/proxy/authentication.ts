/** 407: the client supports no proxy that asks for a name and a password. */
import { z } from 'zod';
import { unique } from '../../reading/view.ts';
import { defineCause } from '../cause.ts';
import { foreignText } from '../facts.ts';
import { shareFound, sharesOf } from '../found.ts';
import * as from from '../sources.ts';
import { hitFacts, hitOf, listJa } from '../web/shared.ts';
import { coversDirectWay, neededWith, proxyEn, proxyFact, proxyJa, proxyOf } from './shared.ts';

const facts = z.object({
  ...hitFacts,
  ...proxyFact.shape,
  /** As the proxy offers them (`Negotiate`, `NTLM`, `Basic`). */
  schemes: z.array(foreignText()),
});

const brief = {
  en: 'The proxy asks for a password, which the WorkSpaces client cannot give.',
  ja: 'プロキシがパスワードを求めていますが、WorkSpaces クライアントは答えられません。',
};

export const authentication = defineCause({
  code: 'proxy/authentication',
  layer: 'proxy',
  ceiling: 'error',
  side: 'local-network',
  // The proxy itself says 407.
  sideProven: () => true,
  facts,
  names: ({ hosts }) => hosts,
  sources: [from.PROXY, 'RFC 9110, 15.5.8 (status 407)'],
  when: 'The proxy answers 407 where it is needed: the client supports no proxy with a password.',
  holds: (view) => {
    const needed = neededWith(view, 'proxy-authentication');
    const schemes = unique(needed.flatMap((entry) => entry.evidence.connect?.schemes ?? []));
    const proxy = proxyOf(view, needed);
    return sharesOf(view, needed).map((share) =>
      shareFound(view, { ...share, facts: { ...hitOf(share.entries), proxy, schemes } }),
    );
  },
  // A proxy that is needed and fails is the cause; the shut direct way is again how the network is built.
  root: { covers: coversDirectWay },
  brief,
  words: {
    en: (it, say) => ({
      headline: brief.en,
      title: 'The proxy asks for a password',
      explanation: say.sentences(
        `The ${proxyEn(it)} answers 407${it.schemes.length === 0 ? '' : ` and offers ${say.list(it.schemes)}`}.`,
        'The WorkSpaces client cannot sign in to a proxy, and the direct way is shut.',
      ),
      you: 'Try a network without this proxy, and tell your helpdesk that the proxy asks WorkSpaces for a password.',
      helpdesk:
        'The client supports no proxy with a user name and a password. The network team has to exempt the names.',
      network: `Let ${say.list(it.hosts)} pass the ${proxyEn(it)} without authentication, or allow direct TCP 443 to them.`,
    }),
    ja: (it, say) => ({
      headline: brief.ja,
      title: 'プロキシがパスワードを求めています',
      explanation: say.sentences(
        `${proxyJa(it)}は 407 を返し${it.schemes.length === 0 ? 'ました' : `、${listJa(it.schemes, say)}を求めています`}。`,
        'WorkSpaces クライアントはプロキシにサインインできず、直接の経路も閉じています。',
      ),
      you: 'このプロキシのないネットワークを試し、プロキシが WorkSpaces にパスワードを求めることをヘルプデスクに伝えてください。',
      helpdesk:
        'クライアントはユーザー名とパスワードのあるプロキシに対応していません。ネットワーク担当が名前を例外にする必要があります。',
      network: `${listJa(it.hosts, say)}を${proxyJa(it)}で認証なしに通すか、直接の TCP 443 を許可してください。`,
    }),
  },
});
