/** The one list of causes: what each promises in its own file, and that its words rest on its facts in every language. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import type { ZodType } from 'zod';
import { sampleFacts } from '../../../scripts/sample-facts.ts';
import { findingPages } from '../../../scripts/finding-pages.ts';
import { formatted } from '../../../scripts/format-generated.ts';
import { LAYERS, type AnyCause, type ToldCause } from '../../../src/causes/cause.ts';
import { factKind } from '../../../src/causes/facts.ts';
import { CAUSES } from '../../../src/causes/index.ts';
import { LANGUAGES, type Language } from '../../../src/core/language.ts';
import { SEVERITIES, SIDES } from '../../../src/core/words.ts';
import { sayIn } from '../../../src/core/say.ts';
import { wordsOf } from '../../../src/words/languages.ts';

const LIST: readonly AnyCause[] = CAUSES;

/** Every fact is a zod type; zod types the shape of any object loosely. */
const shapeOf = ({ shape }: AnyCause['facts']) => shape as Readonly<Record<string, ZodType>>;

describe('the list of causes', () => {
  test('has each code once', () => {
    expect(new Set(LIST.map(({ code }) => code)).size).toBe(LIST.length);
  });

  test('has its roots first, so that its order is the order in which one hides the next', () => {
    const firstOther = LIST.findIndex(({ root }) => root === undefined);
    expect(LIST.slice(firstOther).filter(({ root }) => root !== undefined)).toEqual([]);
  });

  test.each(LIST.map((cause) => [cause.code, cause] as const))(
    '%s says when it holds, where the rule stands, and of what kind each fact is',
    (_code, { sources, when, facts, layer, ceiling, side }) => {
      expect([LAYERS.includes(layer), SEVERITIES.includes(ceiling), SIDES.includes(side)]).toEqual([
        true,
        true,
        true,
      ]);
      expect(sources.length).toBeGreaterThan(0);
      expect(when).toMatch(/\.$/);
      const shape = Object.entries(shapeOf(facts));
      expect(shape.filter(([, schema]) => factKind(schema) === null).map(([name]) => name)).toEqual([]);
    },
  );
});

/** What a template leaves behind where a fact is missing, and a blank behind a Japanese full stop. */
const LEFTOVER = /undefined|\bnull\b|\bnone\b|\bunknown\b|NaN|\[object|不明|。 | 、|\s$|^\s| {2}/;

function troubleOf(words: ToldCause, language: Language): string[] {
  const stop = language === 'ja' ? /[。？]$/ : /[.?]$/;
  const { title, ...sentences } = words;
  return [
    ...Object.entries({ title, ...sentences }).flatMap(([name, text]) =>
      LEFTOVER.test(text) ? [`${name}: ${text}`] : [],
    ),
    ...Object.entries(sentences).flatMap(([name, text]) =>
      stop.test(text) ? [] : [`${name} has no full stop: ${text}`],
    ),
    ...(/[.。]$/.test(title) || title === '' ? [`title: ${title}`] : []),
  ];
}

/** The sample as it is, each fact that may be null without it, and each flag, count and word another way. */
function variantsOf(cause: AnyCause): readonly Readonly<Record<string, unknown>>[] {
  const sample = sampleFacts(cause);
  const others = Object.keys(shapeOf(cause.facts)).flatMap((name) =>
    [null, true, false, 0, 1, 2, ...wordsOfFact(cause, name)].map((value) => ({ ...sample, [name]: value })),
  );
  return [sample, ...others.filter((facts) => cause.facts.safeParse(facts).success)];
}

/** The words of a closed list, alone and as a list. */
function wordsOfFact(cause: AnyCause, name: string): readonly unknown[] {
  const json = JSON.stringify(shapeOf(cause.facts)[name]?.toJSONSchema() ?? {});
  const words = [...json.matchAll(/"enum":(\[[^\]]*\])/g)].flatMap(
    ([, list]) => JSON.parse(list ?? '[]') as unknown[],
  );
  return words.length === 0 ? [] : [...words, ...words.map((word) => [word]), words];
}

describe.each(LANGUAGES)('the words of the causes (%s)', (language) => {
  test.each(LIST.map((cause) => [cause.code, cause] as const))('%s leaves no hole', (code, cause) => {
    const said = variantsOf(cause).map((facts) => wordsOf(code, [facts], language));
    expect(said.filter((words) => words === null)).toEqual([]);
    expect([...new Set(said.flatMap((words) => (words === null ? [] : troubleOf(words, language))))]).toEqual(
      [],
    );
  });
});

describe('hosts that the network team is told of and that are cut short', () => {
  const hosts = Array.from({ length: 30 }, (_, index) => `host-${index}.example.com`);
  const cut = LIST.flatMap((cause) => {
    const facts = { ...sampleFacts(cause), hosts };
    const { network } = wordsOf(cause.code, [facts], 'en') ?? { network: '' };
    return network.includes('and 27 more') ? [[cause.code, cause, facts] as const] : [];
  });

  test('are there', () => {
    expect(cut.map(([code]) => code)).toEqual(
      expect.arrayContaining(['https/tls-intercepted', 'https/blocked']),
    );
  });

  test.each(cut)('%s: stand whole in its names', (_code, cause, facts) => {
    expect(cause.names?.(facts)).toEqual(hosts);
  });
});

describe('the facts of a finding', () => {
  /** Facts that no sentence says and that are there all the same: for programs that read `params`, because causes share one shape. */
  const OF_A_SHARED_SHAPE: Readonly<Record<string, readonly string[]>> = {
    'proxy/authentication': ['essential'],
    'proxy/unreachable': ['essential'],
    'https/handshake-cut': ['failed', 'tested', 'byThisMachine'],
    'dns/redirected': ['healthCheck'],
    // Told by the line of evidence, which names the host of the login page.
    'network/captive-portal': ['location'],
  };

  test.each(LIST.map((cause) => [cause.code, cause] as const))(
    '%s: each is printed or read',
    (code, cause) => {
      const read = new Set<string>();
      const spy = (facts: Readonly<Record<string, unknown>>) =>
        new Proxy(facts, {
          get: (target, name) => {
            if (typeof name === 'string') read.add(name);
            return Reflect.get(target, name) as unknown;
          },
        });
      const empty = Object.keys(shapeOf(cause.facts)).map((name) => ({
        ...sampleFacts(cause),
        [name]: [],
      }));
      for (const facts of [
        ...variantsOf(cause),
        ...empty.filter((one) => cause.facts.safeParse(one).success),
      ]) {
        for (const language of ['en', 'ja'] as const) {
          const seen = spy(facts);
          cause.words[language](seen, sayIn(language), [seen]);
        }
        cause.sideProven(spy(facts));
      }
      const unread = Object.keys(shapeOf(cause.facts)).filter((name) => !read.has(name));
      expect(unread).toEqual(OF_A_SHARED_SHAPE[code] ?? []);
    },
  );
});

test.each(LANGUAGES)(
  'dns/server-failure blames no server where the resolver alone failed (%s)',
  (language) => {
    const serverFailure = LIST.find(({ code }) => code === 'dns/server-failure');
    const facts = serverFailure === undefined ? {} : sampleFacts(serverFailure);
    const said = (rcodes: readonly string[]): string[] => {
      const words = wordsOf('dns/server-failure', [{ ...facts, rcodes }], language);
      return words === null ? [] : [words.title, words.explanation, words.helpdesk];
    };
    const blame = {
      en: /servers? (fail|answer|is there)|192\.0\.2\.53 gave/,
      ja: /サーバーは(動いて|応答)|192\.0\.2\.53は/,
    };
    const own = {
      en: 'the resolver of this computer gave a failure',
      ja: 'このパソコンのリゾルバーは失敗を返しました',
    };
    expect(said([]).filter((text) => blame[language].test(text))).toEqual([]);
    expect(said([]).join(' ')).toContain(own[language]);
    expect(said(['SERVFAIL']).join(' ')).not.toContain(own[language]);
    expect(said(['SERVFAIL']).filter((text) => blame[language].test(text))).toHaveLength(2);
  },
);

test('docs/findings and docs/failures.md are what the code says (npx tsx scripts/generate-docs.ts)', async () => {
  const stale = [];
  for (const [path, text] of findingPages()) {
    const wanted = await formatted(text, path);
    const got = await readFile(new URL(`../../../docs/${path}`, import.meta.url), 'utf8').catch(() => null);
    if (got !== wanted) stale.push(path);
  }
  expect(stale).toEqual([]);
  // Formatting a hundred pages takes long where the processor is taken.
}, 120_000);
