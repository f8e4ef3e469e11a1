/** Rule on our own limit: the deadline cut the run. A cancelled run needs no finding, the person knows. */
import type { Draft } from './draft.ts';
import { compareText, type View } from '../reading/view.ts';

export function deadline(view: View): readonly Draft[] {
  if (view.record.completedBecause !== 'deadline') return [];
  const cut = view.entries.filter(({ check }) => check.notTestedBecause?.reason === 'deadline');
  const groups = [...new Set(cut.map(({ step }) => step.group))].sort(compareText);
  return [
    {
      code: 'agent/deadline',
      severity: 'notice',
      protocols: view.protocols,
      region: null,
      params: { seconds: Math.round(view.record.request.deadlineMs / 1000), untested: cut.length, groups },
      checks: [],
    },
  ];
}
