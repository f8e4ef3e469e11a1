/** Commands about what is kept on this machine: history, settings, texts made of a kept run. */
import { ContractError, type ArgumentOf, type ResultOf } from '../contract/index.ts';
import { renderCsv } from '../report/render-csv.ts';
import { renderMarkdown } from '../report/render-markdown.ts';
import { spokenOf } from '../report/spoken-of.ts';
import { reportOf, storedRun, type Engine } from './engine.ts';

const DONE = { done: true } as const;

export async function historyList({ history }: Engine): Promise<ResultOf<'history.list'>> {
  return { entries: [...(await history.list())] };
}

export async function historyOpen(
  engine: Engine,
  { id }: ArgumentOf<'history.open'>,
): Promise<ResultOf<'history.open'>> {
  const { report } = await storedRun(engine, id);
  return { report };
}

export async function historyDelete(
  { history }: Engine,
  { id }: ArgumentOf<'history.delete'>,
): Promise<ResultOf<'history.delete'>> {
  await history.delete(id);
  return DONE;
}

export async function historyRestore(
  { history }: Engine,
  { id }: ArgumentOf<'history.restore'>,
): Promise<ResultOf<'history.restore'>> {
  if (!(await history.restore(id))) throw new ContractError('unknown-entry');
  return DONE;
}

export async function historyClear({ history, overTime }: Engine): Promise<ResultOf<'history.clear'>> {
  await Promise.all([history.clear(), overTime.clear()]);
  return DONE;
}

export async function settingsGet({ settings }: Engine): Promise<ResultOf<'settings.get'>> {
  return { settings: await settings.get() };
}

export async function settingsSet(
  { settings }: Engine,
  change: ArgumentOf<'settings.set'>,
): Promise<ResultOf<'settings.set'>> {
  try {
    return { settings: await settings.change(change) };
  } catch {
    throw new ContractError('write-failed');
  }
}

export async function reportSpeak(
  engine: Engine,
  { of, language }: ArgumentOf<'report.speak'>,
): Promise<ResultOf<'report.speak'>> {
  return { spoken: spokenOf(await reportOf(engine, of), language) };
}

export async function reportTicket(
  engine: Engine,
  { of, language }: ArgumentOf<'report.ticket'>,
): Promise<ResultOf<'report.ticket'>> {
  return { text: renderMarkdown(await reportOf(engine, of), { bundle: null, language }) };
}

export async function reportCsv(
  engine: Engine,
  { of, checks: asked }: ArgumentOf<'report.csv'>,
): Promise<ResultOf<'report.csv'>> {
  const { checks } = await reportOf(engine, of);
  if (asked === undefined) return { text: renderCsv({ checks }) };
  const byId = new Map(checks.map((check) => [check.id, check]));
  return { text: renderCsv({ checks: asked.flatMap((id) => byId.get(id) ?? []) }) };
}
