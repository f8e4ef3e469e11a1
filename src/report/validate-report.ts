/** Whether a value is a report of this schema. Additional properties are welcome; the words of closed lists are checked. */
import { reportSchema, type Report } from './report.ts';

export type ValidatedReport =
  | { readonly ok: true; readonly report: Report }
  /** `problem`: the first thing that is wrong, with its place, in one line. */
  | { readonly ok: false; readonly problem: string };

export function validateReport(value: unknown): ValidatedReport {
  const result = reportSchema.loose().safeParse(value);
  if (result.success) return { ok: true, report: result.data };
  const [issue] = result.error.issues;
  const place = issue?.path.map(String).join('.') || 'the whole document';
  return { ok: false, problem: `${place}: ${issue?.message ?? 'invalid'}` };
}
