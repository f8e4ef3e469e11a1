/** English, whole: each language is one such record; the compiler checks the others against this one. */
import { audit } from './audit.ts';
import { calibrate } from './calibrate.ts';
import { check } from './check.ts';
import { compare } from './compare.ts';
import { serve } from './serve.ts';
import { tables } from './tables.ts';
import { ticket } from './ticket.ts';
import { bundle } from './bundle.ts';
import { directory } from './directory.ts';
import { explain } from './explain.ts';
import { fleet } from './fleet.ts';
import { merge } from './merge.ts';
import { plan } from './plan.ts';
import { regions } from './regions.ts';
import { policy } from './policy.ts';
import { proof } from './proof.ts';
import { rules } from './rules.ts';
import { timeline } from './timeline.ts';
import { watch } from './watch.ts';
import { en } from './page.ts';

export const english = {
  ...en,
  ...audit,
  ...calibrate,
  ...check,
  ...compare,
  ...serve,
  ...tables,
  ...ticket,
  ...bundle,
  ...directory,
  explain,
  ...fleet,
  ...merge,
  ...plan,
  ...regions,
  ...policy,
  ...proof,
  ...rules,
  ...timeline,
  ...watch,
};

/** What every language has to say. */
export type Vocabulary = typeof english;
