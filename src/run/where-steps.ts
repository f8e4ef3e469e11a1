/** The hops that are asked for after the verdict (`--where`), one series after the other: routers answer about once a second. Pure. */
import { parseIpAddress } from '../core/address.ts';
import { judge } from '../judge/judge.ts';
import { questionsOf } from '../judge/where.ts';
import type { Aim } from '../reading/where-aims.ts';
import { makeStep } from '../plan/make-step.ts';
import type { Step } from '../plan/step.ts';
import type { RunRecord } from '../reading/record.ts';
import type { Tables } from '../regions/model.ts';

/** None where nobody asked, or nothing has a place on the way. */
export function whereSteps(record: RunRecord, tables: Tables): readonly Step[] {
  const { request } = record;
  if (request.where !== true) return [];
  const judgement = judge(record, tables);
  const region = judgement.decidingRegion;
  const protocols = [...request.protocols];
  const asked = questionsOf(judgement).flatMap(({ failing, control }) => [
    { aim: control, control: true },
    { aim: failing, control: false },
  ]);
  const planned = asked.map(({ aim, control }) =>
    makeStep({
      ...toStep(aim, control, region),
      region,
      regions: region === null ? [] : [region],
      protocols,
    }),
  );
  const unique = [...new Map(planned.map((step) => [step.id, step])).values()];
  return unique.map((step, index) => ({
    ...step,
    dependsOn: unique.slice(Math.max(0, index - 1), index).map(({ id }) => id),
  }));
}

function toStep({ address, port, method }: Aim, control: boolean, region: string | null) {
  const aimed = method === 'mtu' ? 'mtu' : `${method}-${port}`;
  return {
    id: `${region ?? 'path'}/where/${aimed}${control ? '-control' : ''}`,
    probe: 'hops' as const,
    role: 'where' as const,
    group: 'local' as const,
    target: { host: null, address: parseIpAddress(address), port },
    method,
    control,
    listed: false,
    reason: control
      ? 'how far packets to another port of the same address come'
      : 'where on the way it begins',
  };
}
