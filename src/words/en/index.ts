/** English, whole: each language is one such record; the compiler checks the others against this one. */
import { check } from './check.ts';
import { ticket } from './ticket.ts';
import { bundle } from './bundle.ts';
import { fleet } from './fleet.ts';
import { merge } from './merge.ts';
import { watch } from './watch.ts';
import { en } from './page.ts';

export const english = {
  ...en,
  ...check,
  ...ticket,
  ...bundle,
  ...fleet,
  ...merge,
  ...watch,
};

/** What every language has to say. */
export type Vocabulary = typeof english;
