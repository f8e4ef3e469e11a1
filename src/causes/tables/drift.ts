/** The health-check name resolves to a public address that the tables do not list, or no longer to one that they list. */
import { z } from 'zod';
import { addressKind, familyOf } from '../../core/address.ts';
import { resolvedNow } from '../../reading/health-check.ts';
import { compareText, measuredOf, type View } from '../../reading/view.ts';
import type { Region } from '../../regions/model.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { address, hostName, tableText } from '../facts.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';
import { eachTable } from './shared.ts';

const facts = z.object({
  host: hostName(),
  added: z.array(address()),
  missing: z.array(address()),
  /** Of the missing ones, those that opened no port. */
  silent: z.array(address()),
  edition: tableText(),
});

export const drift = defineCause({
  code: 'tables/drift',
  layer: 'tables',
  ceiling: 'notice',
  side: 'us',
  sideProven: () => true,
  facts,
  sources: [from.HEALTH_CHECK],
  when: 'A health-check name resolves to a public address that the tables do not list, or no longer to one that they list.',
  holds: (view) => eachTable(view, (region) => findIn(view, region)),
  words: {
    en: (it, say) => ({
      headline: 'The health-check servers have other addresses than our tables list.',
      explanation: say.sentences(
        `${it.host} was looked up and compared with our tables (${it.edition}).`,
        it.added.length > 0 && `It now has ${say.list(it.added)} as well.`,
        it.missing.length > 0 && `It no longer has ${say.list(it.missing)}.`,
        it.silent.length > 0 && `Of these, ${say.list(it.silent)} did not answer.`,
        'What the name says now was tested.',
      ),
      you: ADVICE.en.nothing,
      helpdesk: ADVICE.en.newerTables,
      network:
        'Compare the firewall rules with the current addresses of the name; rules made from old lists may miss the new ones.',
    }),
    ja: (it, say) => ({
      headline: 'ヘルスチェックサーバーのアドレスが表と違います。',
      explanation: say.sentences(
        `${it.host} の今のアドレスを表（${it.edition}）と比べました。`,
        it.added.length > 0 && `追加されたアドレスは ${say.list(it.added)} です。`,
        it.missing.length > 0 && `なくなったアドレスは ${say.list(it.missing)} です。`,
        it.silent.length > 0 && `そのうち ${say.list(it.silent)} は応答しませんでした。`,
        '今の名前が示すアドレスを確認しました。',
      ),
      you: ADVICE.ja.nothing,
      helpdesk: ADVICE.ja.newerTables,
      network:
        'ファイアウォールの規則と、名前の今のアドレスを比べてください。古い一覧の規則では、新しいアドレスが抜けていることがあります。',
    }),
  },
});

function findIn(view: View, region: Region): Found<z.infer<typeof facts>> | null {
  const change = changeOf(view, region);
  if (change === null || change.added.length + change.missing.length === 0) return null;
  const checks = measuredOf(view, 'dns', 'health-check-name').filter(
    (entry) => entry.step.region === region.code,
  );
  return {
    severity: 'notice',
    protocols: view.protocols,
    region: region.code,
    facts: {
      ...change,
      silent: change.missing.filter((address) => !isAnswering(view, address)),
      edition: view.tables.edition,
    },
    checks: idsOf(checks),
  };
}

/** Null where the two cannot be compared: no trusted list, no answer, or a private endpoint that answers in its own way. */
function changeOf(view: View, { code, healthCheck }: Region) {
  if (healthCheck === null || !healthCheck.addressesTrusted) return null;
  const now = (resolvedNow(view, code) ?? []).filter((address) => familyOf(address) === 4);
  const listed = healthCheck.addresses.map(({ address }) => address);
  if (listed.length === 0 || now.length === 0) return null;
  if (!now.every((address) => addressKind(address) === 'public')) return null;
  const added = now.filter((address) => !listed.includes(address)).sort(compareText);
  const missing = listed.filter((address) => !now.includes(address)).sort(compareText);
  return { host: healthCheck.host, added, missing };
}

function isAnswering(view: View, address: string): boolean {
  return measuredOf(view, 'tcp', 'health-check').some(
    ({ evidence }) => evidence.state === 'open' && evidence.attempts.some((one) => one.address === address),
  );
}
