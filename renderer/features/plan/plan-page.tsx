import { useMemo } from 'react';
import type { PlannedStep } from '../../../src/contract/index.ts';
import type { Report } from '../../../src/report/report.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words-context.tsx';
import { checkWhat } from '../report/check-words.ts';
import { planText } from './plan-rows.ts';
import { PlanTable } from './plan-table.tsx';

/** After the fact: what this check contacted, out of its own checks. */
export default function PlanPage({ report }: { report: Report }) {
  const words = useWords();
  const steps = useMemo(() => stepsOf(words, report), [words, report]);
  return (
    <div className="plan-page">
      <div className="plan-head">
        <h1 className="title">{words.plan.pageTitle}</h1>
        <CopyButton text={planText(steps)} doneWord={words.app.copied}>
          {words.plan.copy}
        </CopyButton>
      </div>
      <PlanTable steps={steps} level={2} />
    </div>
  );
}

function stepsOf(words: Words, report: Report): PlannedStep[] {
  return report.checks.map((check) => ({
    id: check.id,
    probe: check.probe ?? 'tcp',
    role: check.role ?? 'path',
    group: check.group,
    category: check.category,
    need: check.need,
    region: check.region,
    protocols: report.request.protocols,
    target: check.target,
    samples: null,
    listed: true,
    reason: checkWhat(words, check),
    skipped: check.status === 'not-tested' ? (check.notTestedBecause?.text ?? '') : null,
    skipReason: check.notTestedBecause?.reason ?? null,
  }));
}
