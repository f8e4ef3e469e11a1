// Which files are changed, and which tests must notice. `!` takes files out of what stands before it.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../set-up.mjs';

export const GROUPS = {
  judging: {
    // Left out: the list of causes, their sources, and the schema of a finding.
    mutate: [
      'src/judge/',
      '!src/judge/finding.ts',
      'src/causes/',
      '!src/causes/index.ts',
      '!src/causes/sources.ts',
    ],
    tests: ['test/unit/judge/', 'test/unit/causes/'],
  },
  proxy: {
    // Left out: what is the text of a program itself, and where WebAssembly lies.
    mutate: [
      'src/net/proxy/',
      ...['pac-helpers', 'pac-wasm', 'pac-worker-code', 'pac-worker'].map(
        (name) => `!src/net/proxy/${name}.ts`,
      ),
      'src/core/proxy-rules.ts',
      'src/core/proxy-url.ts',
    ],
    tests: [
      'test/unit/net/proxy/',
      'test/loopback/pac.test.ts',
      'test/loopback/proxy.test.ts',
      'test/unit/core/proxy-rules.test.ts',
      'test/unit/core/proxy-url.test.ts',
    ],
  },
  audit: {
    mutate: ['src/rules/audit/'],
    tests: ['test/unit/rules/audit/', 'test/unit/rules/formats/round-trip.test.ts'],
  },
  redaction: {
    // Left out: the list of known words, which is data.
    mutate: [
      ...[
        'allow-evidence',
        'allow-findings',
        'allow-list',
        'allow-rule',
        'allow-text',
        'der-texts',
        'identity',
        'naming',
      ],
      ...[
        'proxy-secrets',
        'redact',
        'redact-all',
        'scrub-settings',
        'scrub-text',
        'secret-patterns',
        'service-facts',
      ],
      ...['shown-text', 'stand-ins', 'tag-key', 'tags', 'tool-output'],
    ].map((name) => `src/bundle/${name}.ts`),
    // Whole bundles full of planted names prove the promise; these say it row by row and cost a thousandth.
    tests: [
      'allow-list',
      'der-texts',
      'naming',
      'redact',
      'scrubbed',
      'service-facts',
      'small-pieces',
      'spoken-facts',
      'tags',
    ].map((name) => `test/unit/bundle/${name}.test.ts`),
  },
  'bundle reading': {
    mutate: [
      'core/bounded-json',
      'bundle/parse-json',
      'bundle/read-zip',
      'bundle/open-bundle',
      'bundle/list-files',
      'bundle/rejudge',
    ].map((name) => `src/${name}.ts`),
    tests: [
      'test/unit/core/bounded-json.test.ts',
      ...['zip-limits', 'open-bundle', 'opened', 'older-versions'].map(
        (name) => `test/unit/bundle/${name}.test.ts`,
      ),
    ],
  },
};

function under(place) {
  if (!place.endsWith('/')) return [place];
  return readdirSync(join(root, place), { recursive: true }).map(
    (name) => place + name.replaceAll('\\', '/'),
  );
}

function chosen(places) {
  const out = new Set(places.filter((place) => place.startsWith('!')).map((place) => place.slice(1)));
  return places
    .filter((place) => !place.startsWith('!'))
    .flatMap(under)
    .filter((file) => file.endsWith('.ts') && !out.has(file))
    .sort();
}

export const filesOf = (name) => chosen(GROUPS[name].mutate);
export const testsOf = (name) => chosen(GROUPS[name].tests).filter((file) => file.endsWith('.test.ts'));
