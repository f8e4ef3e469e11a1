/** Commands about rules: which are proved by a report, and the rules themselves in a syntax. */
import { ContractError, type ArgumentOf, type Comparand, type ResultOf } from '../contract/index.ts';
import { plainText } from '../core/plain-text.ts';
import { regionsOf } from '../request/regions.ts';
import { vocabularyOf } from '../words/languages.ts';
import { formatNames, languageOfForm } from '../rules/format-words.ts';
import { RULE_FORMATS } from '../rules/formats/index.ts';
import { NO_OPTIONS } from '../rules/formats/rule-format.ts';
import { makeRules } from '../rules/make-rules.ts';
import { reportOf, type Engine } from './engine.ts';
import { entryOf } from './opened-store.ts';
import { AS_DOCUMENTED, proofOf } from './proof-of.ts';
import { sitesOf, type SiteReport } from './proof-sites.ts';

export async function proofMake(
  engine: Engine,
  { of, before, region }: ArgumentOf<'proof.make'>,
): Promise<ResultOf<'proof.make'>> {
  const earlier = before === null ? null : await reportOf(engine, before);
  return proofOf(await reportOf(engine, of), { before: earlier, region, tables: engine.tables });
}

export async function proofSites(
  engine: Engine,
  { of, region }: ArgumentOf<'proof.sites'>,
): Promise<ResultOf<'proof.sites'>> {
  const reports: SiteReport[] = [];
  // One after the other: bundles are unpacked for it.
  for (const one of of) reports.push(await siteReport(engine, one));
  return sitesOf(reports, { region, tables: engine.tables });
}

/** A bundle is called by its site, where somebody named one, else by its file; a run of this computer by its Wi-Fi. */
async function siteReport(engine: Engine, of: Comparand): Promise<SiteReport> {
  const report = await reportOf(engine, of);
  if (of.kind === 'history') return { name: report.host.wifi?.ssid ?? null, site: null, report };
  const { manifest, fileName } = await entryOf(engine.opened, of.id);
  const site = manifest.tags?.site ?? null;
  return {
    name: plainText(fileName.replace(/\.zip$/i, '')),
    site: site === null ? null : plainText(site),
    report,
  };
}

export function rulesSyntaxes(
  _engine: Engine,
  { language }: ArgumentOf<'rules.syntaxes'>,
): ResultOf<'rules.syntaxes'> {
  return { syntaxes: formatNames(vocabularyOf(language)) };
}

export function rulesMake({ tables }: Engine, asked: ArgumentOf<'rules.make'>): ResultOf<'rules.make'> {
  const format = RULE_FORMATS.find(({ id }) => id === asked.syntax);
  if (!format) throw new ContractError('invalid-argument');
  const regions = regionsOf({ region: asked.regions }, tables).regions.map(({ code }) => code);
  const { protocols, profile = 'client', only } = asked;
  const words = vocabularyOf(languageOfForm(format.id, asked.language));
  const set = makeRules(tables, { ...AS_DOCUMENTED, regions, protocols, profile, directoryId: null, words });
  const rules = only === undefined ? set.rules : set.rules.filter(({ id }) => only.includes(id));
  return { text: format.render({ ...set, rules }, { ...NO_OPTIONS, words }).text };
}
