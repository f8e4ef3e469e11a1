/** What a screen reader is given of each screen, against the transcript that was read and committed. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { TRANSCRIPT, transcriptOf } from '../../scripts/transcript.ts';
import type { Suite } from './suite.ts';

export async function testTranscript(suite: Suite, browser: Browser): Promise<void> {
  await suite.test('transcript: the page says what docs/proof/transcripts/page.md has', async () => {
    const now = sections(await transcriptOf(browser));
    const kept = sections(await readFile(TRANSCRIPT, 'utf8'));
    for (const [at, section] of now.entries())
      assert.equal(section, kept[at], 'tsx scripts/transcript.ts writes it anew: read the difference');
    assert.equal(now.length, kept.length);
  });
}

const sections = (text: string): string[] => text.trim().split(/^## /m);
