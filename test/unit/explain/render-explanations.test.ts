import { expect, test } from '@jest/globals';
import { explainText } from '../../../src/explain/explain-text.ts';
import { renderExplanations } from '../../../src/explain/render-explanations.ts';
import { PLAIN_TEXT } from '../../../src/report/text-style.ts';

test('a known message gives its causes with their codes, within 80 columns', () => {
  const text = renderExplanations(
    explainText('unable to register because of a DNS server issue'),
    PLAIN_TEXT,
  );
  expect(text).toContain('(registration/name-invalid)');
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('an unknown message says what to do instead', () => {
  expect(renderExplanations(explainText('the weather is nice'), PLAIN_TEXT)).toMatch(/No known message/);
});

test('a message that no check decides says so, and says once that a cause cannot be seen', () => {
  const text = renderExplanations(explainText('WorkSpace status: unhealthy'), PLAIN_TEXT);
  expect(text).toContain('Decided   by no check from here');
  expect(text.replace(/\s+/g, ' ').match(/cannot be seen from/g)).toHaveLength(1);
});
