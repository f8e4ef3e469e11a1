// Every JSON Schema that is published, in one list: the generator writes them, a test proves that they are up to date.
import { z } from 'zod';
import { policySchema } from '../src/policy/policy.ts';
import { timelineDocument } from '../src/timeline/tell.ts';
import { checkCommand } from '../src/cli/commands/check.ts';
import { configSchema } from '../src/cli/config-file.ts';
import type { PublishedSchema } from '../src/report/json-schema.ts';
import { planDocument } from '../src/report/plan-document.ts';
import { regionsDocument } from '../src/report/regions-document.ts';
import { reportSchema } from '../src/report/report.ts';
import { calibration } from '../src/regions/calibration.ts';
import { tables } from '../src/regions/model.ts';
import { overlay } from '../src/regions/overlay-schema.ts';
import { awsSecurityGroupSchema } from '../src/rules/formats/written-schemas.ts';
import { flagOf } from '../src/request/refusal.ts';
import { ruleSet } from '../src/rules/rule.ts';

export const PUBLISHED_SCHEMAS: readonly PublishedSchema[] = [
  {
    file: 'report.schema.json',
    title: 'Report of preflight check (preflight.report/1)',
    schema: reportSchema,
  },
  {
    file: 'regions.schema.json',
    title: 'Document of preflight regions (preflight.regions/1)',
    schema: regionsDocument,
  },
  { file: 'plan.schema.json', title: 'Document of preflight plan (preflight.plan/1)', schema: planDocument },
  {
    file: 'tables.schema.json',
    title: 'Document of preflight tables show (preflight.tables/1)',
    schema: tables,
  },
  { file: 'rules.schema.json', title: 'Document of preflight rules (preflight.rules/1)', schema: ruleSet },
  {
    file: 'aws-security-group.schema.json',
    title: 'Output of preflight rules --format aws-security-group (EC2 IpPermissions)',
    schema: awsSecurityGroupSchema,
  },
  {
    file: 'timeline.schema.json',
    title: 'Document of preflight timeline (preflight.timeline/1)',
    schema: timelineDocument,
  },
  { file: 'policy.schema.json', title: 'Policy of a computer (preflight.policy/1)', schema: policySchema },
  { file: 'overlay.schema.json', title: 'Corrections to the tables (preflight.overlay/1)', schema: overlay },
  {
    file: 'calibration.schema.json',
    title: 'Record of preflight calibrate (preflight.calibration/1)',
    schema: calibration,
  },
  {
    file: 'config.schema.json',
    title: 'Options of preflight (preflight.config.json); its files are relative to it',
    schema: described(configSchema),
  },
];

/** Each key of the config file is a flag of `check`, and says what that flag takes and says. */
function described({ shape }: typeof configSchema): z.ZodType {
  const fields = Object.entries(shape).map(([key, field]) => {
    const flag = checkCommand.options?.find(({ name }) => `--${name}` === flagOf(key));
    if (flag === undefined) return [key, field];
    return [key, field.describe(flag.value === undefined ? flag.help : `${flag.value}: ${flag.help}`)];
  });
  return z.strictObject(Object.fromEntries(fields) as Record<string, z.ZodType>);
}
