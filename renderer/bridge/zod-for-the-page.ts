/**
 * The parts of zod that the shared schemas use, named one by one so that the bundler drops the rest (28 kB gzipped instead of 92).
 * scripts/build-renderer.mjs puts this in the place of `zod`. `jitless`: no `new Function`, which the page's policy refuses.
 */
import {
  array,
  boolean,
  config,
  discriminatedUnion,
  enum as enumeration,
  iso,
  literal,
  looseObject,
  null as nothing,
  number,
  object,
  partialRecord,
  preprocess,
  record,
  strictObject,
  string,
  union,
  unknown,
} from 'zod';

config({ jitless: true });

export const z = {
  array,
  boolean,
  discriminatedUnion,
  enum: enumeration,
  iso: { datetime: iso.datetime },
  literal,
  looseObject,
  null: nothing,
  number,
  object,
  partialRecord,
  preprocess,
  record,
  strictObject,
  string,
  union,
  unknown,
};
