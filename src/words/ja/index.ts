/** Japanese, whole: what the page says, and what a terminal and files say alone. */
import type { Vocabulary } from '../en/index.ts';
import { audit } from './audit.ts';
import { check } from './check.ts';
import { ticket } from './ticket.ts';
import { bundle } from './bundle.ts';
import { fleet } from './fleet.ts';
import { merge } from './merge.ts';
import { proof } from './proof.ts';
import { rules } from './rules.ts';
import { watch } from './watch.ts';
import { ja } from './page.ts';

export const japanese: Vocabulary = {
  ...ja,
  ...audit,
  ...check,
  ...ticket,
  ...bundle,
  ...fleet,
  ...merge,
  ...proof,
  ...rules,
  ...watch,
};
