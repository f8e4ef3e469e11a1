/**
 * A fact that this run used is marked doubtful in the tables, or one that a session cannot do without is in no document. Used means that
 * something rests on it: a health-check server, a gateway that answered, an essential name, or a name that failed. A lesser name that
 * passes confirms itself, and an idle gateway decides nothing. What is missing leaves the verdict open, whatever else was seen.
 */
import { z } from 'zod';
import { inCidr } from '../../core/address.ts';
import { addressOf } from '../../reading/health-check.ts';
import { servesRegion, unique, type Entry, type View } from '../../reading/view.ts';
import type { Say } from '../../core/say.ts';
import { missingFacts } from '../../regions/missing-facts.ts';
import type { Region } from '../../regions/model.ts';
import { CATEGORY_NEEDS } from '../../regions/needs.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type CauseWords, type Found } from '../cause.ts';
import { region, tableText, word } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { eachTable } from './shared.ts';

/** The essential categories of the table of needs, in Japanese; the English titles stand there. */
const TITLE_JA = {
  connectivityCheck: '接続確認',
  directoryAuth: 'ディレクトリ認証',
  directoryCustomerSettings: 'ディレクトリ設定',
  wsBrokerIpv4: 'WorkSpaces ブローカー',
  sessionBrokerIpv4: 'セッションブローカー',
  healthCheck: 'ヘルスチェックサーバー',
} as const;
type NeededName = keyof typeof TITLE_JA;
const isNamed = (category: string): category is NeededName => category in TITLE_JA;

/** Every category that some session cannot do without. */
const NEEDED = Object.keys(TITLE_JA) as [NeededName, ...NeededName[]];

const facts = z.object({
  /** Ids of docs/tables-conflicts.md. */
  conflicts: z.array(tableText()),
  /** What is doubtful, as the tables say it. */
  facts: z.array(tableText()),
  edition: tableText(),
  region: region(),
  /** What a session needs and no document gives for the Region. */
  lacking: z.array(word(NEEDED)),
});
type Facts = z.infer<typeof facts>;

export const unconfirmed = defineCause({
  code: 'tables/unconfirmed',
  layer: 'tables',
  ceiling: 'notice',
  side: 'us',
  sideProven: () => true,
  facts,
  sources: [from.CONFLICTS],
  when: 'A fact that this run used is marked doubtful in the tables, or they lack one that a session needs (the verdict is then unknown).',
  hidesVerdict: ({ lacking }) => lacking.length > 0,
  holds: (view) => eachTable(view, (region) => findIn(view, region)),
  words: {
    en: (it, say) => (it.lacking.length > 0 ? missingEn(it, say) : doubtfulEn(it, say)),
    ja: (it, say) => (it.lacking.length > 0 ? missingJa(it, say) : doubtfulJa(it, say)),
  },
});

function doubtfulEn(it: Facts, say: Say): CauseWords {
  return {
    headline: 'Some of what our tables say about this Region is doubtful.',
    title: 'Some facts of our tables are doubtful',
    explanation: `The documents contradict themselves in what this run used (${say.list(it.conflicts)} of the tables ${it.edition}): ${say.list(it.facts)}.`,
    you: ADVICE.en.nothing,
    helpdesk:
      'If a failed check rests on such a fact, compare with the current documents of the vendor before acting.',
    network: 'Check these rows against the current documents of the vendor before a rule is built on them.',
  };
}

function doubtfulJa(it: Facts, say: Say): CauseWords {
  return {
    headline: 'このリージョンについての表に、疑わしい点があります。',
    title: '表の一部に疑わしい点があります',
    explanation: `このチェックが使った事実について、資料どうしが食い違っています（表 ${it.edition} の ${say.list(it.conflicts)}）。表の注記は「${say.list(it.facts)}」です。`,
    you: ADVICE.ja.nothing,
    helpdesk: '失敗した項目がこの事実に基づく場合は、動く前に提供元の最新の資料と比べてください。',
    network: 'これらの行に基づいて規則を作る前に、提供元の最新の資料と比べてください。',
  };
}

function missingEn(it: Facts, say: Say): CauseWords {
  const names = say.list(it.lacking.map((name) => CATEGORY_NEEDS[name].title));
  return {
    headline: `Could not tell: our documents do not say how sessions start in ${it.region}.`,
    title: `The documents do not give everything for ${it.region}`,
    explanation: say.sentences(
      `For ${it.region} the tables ${it.edition} do not have: ${names}.`,
      'A session needs them, so what passed here does not show that one would start.',
      it.conflicts.length > 0 && `Doubtful besides: ${say.list(it.facts)} (${say.list(it.conflicts)}).`,
    ),
    you: 'Try the WorkSpaces client itself: nothing here says that it fails.',
    helpdesk:
      'Ask the vendor for the names and addresses of this Region, write them into an overlay (--overlay), and check again.',
    network:
      'The rules for this Region are incomplete. Get the missing rows from the current documents of the vendor.',
  };
}

function missingJa(it: Facts, say: Say): CauseWords {
  const names = say.list(it.lacking.map((name) => TITLE_JA[name]));
  return {
    headline: `判定できません。${it.region} での接続の始まり方が資料に書かれていません。`,
    title: `${it.region} についての資料が足りません`,
    explanation: say.sentences(
      `表 ${it.edition} には ${it.region} の次の項目がありません：${names}。`,
      '接続に必要な項目のため、ここで通ったものだけでは接続できるとは言えません。',
      it.conflicts.length > 0 && `ほかに疑わしい点：${say.list(it.facts)}（${say.list(it.conflicts)}）。`,
    ),
    you: 'WorkSpaces クライアントで実際に接続してみてください。失敗すると示すものは見つかっていません。',
    helpdesk:
      '提供元にこのリージョンの名前とアドレスを確認し、オーバーレイ（--overlay）に書いて、もう一度チェックしてください。',
    network: 'このリージョンの規則は不完全です。足りない行を提供元の最新の資料で補ってください。',
  };
}

function findIn(view: View, region: Region): Found<z.infer<typeof facts>> | null {
  const used = doubtsUsed(view, region);
  const { protocols, profile } = view.record.request;
  const lacking = missingFacts(region, { protocols, profile }).filter(isNamed);
  if (used.length + lacking.length === 0) return null;
  return {
    severity: 'notice',
    protocols: view.protocols,
    region: region.code,
    facts: {
      conflicts: unique(used.map(({ conflict }) => conflict)),
      facts: unique(used.map(({ text }) => text)),
      edition: view.tables.edition,
      region: region.code,
      lacking,
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
