/** One row of the tables of scenarios: what is broken, and what judging must make of it. */
import type { JudgedFinding, Judgement } from '../../../src/judge/finding.ts';
import { judge } from '../../../src/judge/judge.ts';
import { healthy, tables, type Healthy, type Mutator } from './record-builder.ts';

export interface Scenario {
  /** A sentence. */
  readonly name: string;
  readonly run?: Healthy;
  readonly fault?: Mutator;
  /** Errors and warnings as `code:severity`, in order: exactly these. */
  readonly grave: readonly string[];
  /** Notices that must be among the findings. */
  readonly notices?: readonly string[];
  /** Codes that must not be among the findings at any severity. */
  readonly absent?: readonly string[];
  readonly pcoip?: Judgement['verdict'];
  readonly dcv?: Judgement['verdict'];
  readonly verdict?: Judgement['verdict'];
}

export function judgeScenario({ run, fault }: Pick<Scenario, 'run' | 'fault'>): Judgement {
  const record = healthy(run);
  return judge(fault === undefined ? record : fault(record), tables);
}

export function label({ code, severity }: Pick<JudgedFinding, 'code' | 'severity'>): string {
  return `${code}:${severity}`;
}

/** What a row says, drawn from a judgement: compared with `wantedOf` in one go, so that a failing row shows everything at once. */
export function gotOf(scenario: Scenario, judgement: Judgement) {
  const codes = judgement.findings.map(({ code }) => code);
  const notices = judgement.findings.filter(({ severity }) => severity === 'notice').map(({ code }) => code);
  return {
    grave: judgement.findings.filter(({ severity }) => severity !== 'notice').map(label),
    missing: (scenario.notices ?? []).filter((code) => !notices.includes(code)),
    forbidden: (scenario.absent ?? []).filter((code) => codes.includes(code)),
    ...(scenario.pcoip === undefined ? {} : { pcoip: judgement.protocols.pcoip?.verdict }),
    ...(scenario.dcv === undefined ? {} : { dcv: judgement.protocols.dcv?.verdict }),
    ...(scenario.verdict === undefined ? {} : { verdict: judgement.verdict }),
  };
}

export function wantedOf({ grave, pcoip, dcv, verdict }: Scenario) {
  return {
    grave,
    missing: [],
    forbidden: [],
    ...(pcoip === undefined ? {} : { pcoip }),
    ...(dcv === undefined ? {} : { dcv }),
    ...(verdict === undefined ? {} : { verdict }),
  };
}
