/**
 * What a finding says goes into a bundle by the kinds of its facts (src/causes/facts.ts). Its sentences do not: they are spoken anew from what is
 * left of the facts, so they are clean by construction, in every language.
 */
import type { z } from 'zod';
import { factKind, type FactKind } from '../causes/facts.ts';
import { causeOf, wordsOf } from '../words/languages.ts';
import type { LeafRule, Rule } from './allow-rule.ts';

const BY_KIND: Readonly<Record<FactKind, LeafRule>> = {
  address: 'address',
  'host-name': 'host',
  'network-name': 'interface',
  'foreign-text': 'foreign',
  'table-text': 'text',
  url: 'url',
  server: 'host-port',
  version: 'version',
  port: 'keep',
  ms: 'keep',
  bytes: 'keep',
  count: 'keep',
  percent: 'keep',
  limit: 'keep',
  region: 'keep',
  word: 'keep',
  flag: 'keep',
};

const hop: Rule = { n: 'keep', address: 'address', inside: 'keep' };

const OF_EVERY_FINDING = {
  id: 'id',
  code: 'keep',
  severity: 'keep',
  side: 'keep',
  sideProven: 'keep',
  protocols: 'keep',
  region: 'keep',
  checks: 'id',
  explains: 'id',
  sources: 'keep',
  where: {
    method: 'keep',
    port: 'keep',
    controlPort: 'keep',
    lastHop: hop,
    nextHop: hop,
    confidence: 'keep',
    why: 'keep',
    addedMs: 'keep',
    mtuBytes: 'keep',
    packets: 'keep',
    seconds: 'keep',
  },
} as const satisfies Rule;

/** A finding of another version has facts without kinds, and texts that nobody here can speak. */
const OF_ANOTHER_VERSION: Rule = {
  ...OF_EVERY_FINDING,
  params: { '*': 'foreign' },
  title: 'foreign',
  explanation: 'foreign',
  remedies: { user: 'foreign', helpdesk: 'foreign', network: 'foreign' },
};

/** The rule of one finding, by its code. */
export function finding(value: { readonly code?: unknown; readonly params?: unknown }): Rule {
  const { code, params } = value;
  const cause = typeof code === 'string' ? causeOf(code) : null;
  if (cause === null || wordsOf(cause.code, [{ ...(params as object) }], 'en') === null)
    return OF_ANOTHER_VERSION;
  return {
    ...OF_EVERY_FINDING,
    params: factsOf(cause.code),
    title: 'spoken',
    explanation: 'spoken',
    remedies: { user: 'spoken', helpdesk: 'spoken', network: 'spoken' },
  };
}

/** A rule for each fact of the cause. What has no kind is left out. */
export function factsOf(code: string): Readonly<Record<string, Rule>> {
  const shape: Readonly<Record<string, z.ZodType>> = causeOf(code)?.facts.shape ?? {};
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const kind = factKind(schema);
      return kind === null ? [] : [[name, BY_KIND[kind]] as const];
    }),
  );
}
