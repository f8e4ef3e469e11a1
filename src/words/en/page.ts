/**
 * English: the closed vocabularies and the sentences around the causes, one file an area. What stands here the page says too; the rest is in
 * `index.ts`. Words of causes stand in the causes' own files.
 */
import { states } from './states.ts';
import { verdict } from './verdict.ts';
import { evidence } from './evidence.ts';
import { face } from './face.ts';
import { best } from './regions.ts';
import { sessions } from './plan.ts';

export const en = {
  ...states,
  ...verdict,
  ...evidence,
  ...face,
  ...best,
  ...sessions,
};
