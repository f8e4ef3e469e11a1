/**
 * A fact that this run used is marked doubtful in the tables. Used means that something rests on it: a health-check server, a gateway
 * that answered, an essential name, or a name that failed. A lesser name that passes confirms itself, and an idle gateway decides nothing.
 */
import { z } from 'zod';
import { inCidr } from '../../core/address.ts';
import { addressOf } from '../../reading/health-check.ts';
import { servesRegion, unique, type Entry, type View } from '../../reading/view.ts';
import type { Region } from '../../regions/model.ts';
import { defineCause, type Found } from '../cause.ts';
import { tableText } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { eachTable } from './shared.ts';

const facts = z.object({
  /** Ids of docs/tables-conflicts.md. */
  conflicts: z.array(tableText()),
  /** What is doubtful, as the tables say it. */
  facts: z.array(tableText()),
  edition: tableText(),
});

export const unconfirmed = defineCause({
  code: 'tables/unconfirmed',
  layer: 'tables',
  ceiling: 'notice',
  side: 'us',
  sideProven: () => true,
  facts,
  sources: [from.CONFLICTS],
  when: 'A fact that this run used is marked doubtful in the tables.',
  holds: (view) => eachTable(view, (region) => findIn(view, region)),
  words: {
    en: (it, say) => ({
      headline: 'Some of what our tables say about this Region is doubtful.',
      title: 'Some facts of our tables are doubtful',
      explanation: `The documents contradict themselves in what this run used (${say.list(it.conflicts)} of the tables ${it.edition}): ${say.list(it.facts)}.`,
      you: 'Nothing to do.',
      helpdesk:
        'If a failed check rests on such a fact, compare with the current documents of the vendor before acting.',
      network: 'Check these rows against the current documents of the vendor before a rule is built on them.',
    }),
    ja: (it, say) => ({
      headline: 'このリージョンについての表に、疑わしい点があります。',
      title: '表の一部に疑わしい点があります',
      explanation: `このチェックが使った事実について、資料どうしが食い違っています（表 ${it.edition} の ${say.list(it.conflicts)}）。表の注記は「${say.list(it.facts)}」です。`,
      you: '何もする必要はありません。',
      helpdesk: '失敗した項目がこの事実に基づく場合は、動く前に提供元の最新の資料と比べてください。',
      network: 'これらの行に基づいて規則を作る前に、提供元の最新の資料と比べてください。',
    }),
  },
});

function findIn(view: View, region: Region): Found<z.infer<typeof facts>> | null {
  const used = doubtsUsed(view, region);
  if (used.length === 0) return null;
  return {
    severity: 'notice',
    protocols: view.protocols,
    region: region.code,
    facts: {
      conflicts: unique(used.map(({ conflict }) => conflict)),
      facts: unique(used.map(({ text }) => text)),
      edition: view.tables.edition,
    },
    checks: idsOf(used.flatMap(({ entries }) => entries)),
  };
}

type Doubt = { readonly conflict: string; readonly text: string };

/** A fact of the tables that may be doubtful, and the checks that rest on it. */
interface Use {
  readonly doubt: Doubt | null;
  readonly entries: readonly Entry[];
}

function doubtsUsed(view: View, region: Region): readonly (Doubt & Use)[] {
  const measured = view.entries.filter(
    ({ step, evidence }) => evidence !== null && servesRegion(step, region.code),
  );
  const uses = [
    ...healthUses(region, measured),
    ...endpointUses(region, measured),
    ...gatewayUses(region, measured),
  ];
  return uses.flatMap((use) =>
    use.doubt === null || use.entries.length === 0 ? [] : [{ ...use.doubt, ...use }],
  );
}

function healthUses({ healthCheck }: Region, measured: readonly Entry[]): readonly Use[] {
  const entries = measured.filter(
    ({ step }) => step.role === 'health-check' || step.role === 'health-check-name',
  );
  return [healthCheck, ...(healthCheck?.addresses ?? [])].map((fact) => ({
    doubt: fact?.doubt ?? null,
    entries,
  }));
}

function endpointUses({ endpoints }: Region, measured: readonly Entry[]): readonly Use[] {
  return endpoints.map(({ doubt, host, category }) => ({
    doubt,
    entries: measured.filter(
      ({ step, check }) =>
        check.target.host === host &&
        step.category === category &&
        (step.need === 'essential' || check.status !== 'pass'),
    ),
  }));
}

function gatewayUses({ pcoip, dcv }: Region, measured: readonly Entry[]): readonly Use[] {
  const gateways = measured.filter(
    ({ step, check }) =>
      (step.role === 'gateway' || step.role === 'gateway-443') && check.status !== 'unproven',
  );
  const ranges = [
    ...(pcoip?.ranges ?? []),
    ...(dcv?.ranges.map(({ cidr, doubt }) => ({ cidrs: [cidr], doubt })) ?? []),
  ];
  return ranges.map(({ cidrs, doubt }) => ({
    doubt,
    entries: gateways.filter(({ step, evidence }) =>
      cidrs.some((cidr) => inCidr(addressOf(step, evidence) ?? '', cidr)),
    ),
  }));
}
