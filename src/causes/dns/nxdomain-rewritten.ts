/** A random name got an address while names of the tables resolve right: where all of them lead elsewhere, that is the lie to tell. */
import { z } from 'zod';
import { addressTrouble } from '../../reading/dns-outcome.ts';
import { withDnsOutcome } from '../../reading/name-entries.ts';
import { measuredOf, unique } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { address } from '../facts.ts';
import { generalFound } from '../found.ts';
import * as from from '../sources.ts';
import { listJa } from '../web/shared.ts';

const facts = z.object({ addresses: z.array(address()) });

export const nxdomainRewritten = defineCause({
  code: 'dns/nxdomain-rewritten',
  layer: 'names',
  ceiling: 'notice',
  side: 'path',
  sideProven: () => false,
  facts,
  sources: ['RFC 8020 (NXDOMAIN: there really is nothing underneath)', from.OWN],
  when: 'A random name that cannot exist gets an address, while the names of the tables resolve right.',
  holds: (view) => {
    const control = measuredOf(view, 'dns', 'control-name').filter(
      ({ evidence }) =>
        (evidence.system?.addresses.length ?? 0) > 0 ||
        evidence.servers.some((answer) => answer.addresses.length > 0),
    );
    const right = withDnsOutcome(view, 'resolved').some(
      ({ evidence }) => addressTrouble(evidence) === 'none',
    );
    if (control.length === 0 || !right) return [];
    const addresses = control.flatMap(({ evidence }) => [
      ...(evidence.system?.addresses ?? []),
      ...evidence.servers.flatMap((answer) => answer.addresses),
    ]);
    const found = { addresses: unique(addresses) };
    return [generalFound(view, { severity: 'notice', entries: control, facts: found })];
  },
  words: {
    en: (it, say) => ({
      headline: 'DNS makes up addresses for names that do not exist.',
      explanation: `For a random name DNS gave ${say.list(it.addresses)}. The provider or a filter answers for names that do not exist. WorkSpaces names resolve right.`,
      you: ADVICE.en.nothing,
      helpdesk: 'Keep in mind that a wrongly typed name will look alive on this network.',
      network: 'Turn off NXDOMAIN rewriting for this network where the provider offers that.',
    }),
    ja: (it, say) => ({
      headline: 'DNS が存在しない名前にアドレスを返しています。',
      explanation: `でたらめな名前に ${listJa(it.addresses, say)}が返りました。プロバイダーまたはフィルターが存在しない名前に答えています。WorkSpaces の名前は正しく引けます。`,
      you: ADVICE.ja.nothing,
      helpdesk: 'このネットワークでは、打ち間違えた名前も存在するように見えます。',
      network: 'プロバイダーが提供していれば、NXDOMAIN の書き換えを切ってください。',
    }),
  },
});
