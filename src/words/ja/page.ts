/** Japanese: what the page says too. Not yet read by a native speaker (docs/known-limits.md). No half-width blank after 。, and 、 in lists. */
import { states } from './states.ts';
import { verdict } from './verdict.ts';
import { evidence } from './evidence.ts';
import { face } from './face.ts';
import { best } from './regions.ts';
import { sessions } from './plan.ts';

export const ja = {
  ...states,
  ...verdict,
  ...evidence,
  ...face,
  ...best,
  ...sessions,
};
