/** An opened bundle: its files, and its evidence judged again. */
import { count } from '../plural.ts';

export const openedWords = {
  opened: {
    title: 'What is in this bundle',
    facts: 'About the bundle',
    made: 'Made',
    madeBy: (when: string, version: string) => `${when}, by Preflight ${version}`,
    level: 'Redaction',
    levelAnd: (level: string, addresses: string) => `${level}, ${addresses}`,
    public: { kept: 'public addresses kept', 'left-out': 'public addresses left out' },
    digest: 'SHA-256',
    integrity: 'Integrity',
    intact: (files: number) => `${count(files, 'file')}, all as written`,
    hurt: (files: number) => `${count(files, 'file')} not as written`,
    integrityLimit: 'Checked against the list inside. It shows damage and careless edits, not a forger.',
    groups: {
      report: 'Report',
      evidence: 'Evidence, raw',
      certificates: 'Certificates',
      tools: 'Output of system tools',
      system: 'System',
      logs: 'Logs of the WorkSpaces client',
      extra: 'Does not belong to the bundle',
    },
    state: {
      intact: 'as written',
      manifest: 'the list itself',
      changed: 'changed',
      missing: 'missing',
      extra: 'not listed',
    },
    records: (n: number) => count(n, 'record'),
    notInside: 'Not inside',
    /** What a bundle says of itself in English, by its own words; what is not here stays as it is. */
    said: {} as Readonly<Record<string, string>>,
    choose: 'Files',
    reading: 'Reading',
    noText: 'This file is no text, so it is not shown.',
    empty: 'This file is empty.',
    cut: (shown: string) => `Only the first ${shown} is shown. This command prints all of it:`,
    neverStarted: 'never started',
    judge: 'Judge again with this version’s rules',
    cannotJudge: 'It has no readable evidence, so it cannot be judged again.',
    asItSays: 'Show what the bundle says',
    judgedSame: 'Judged again: the result is the same.',
    judgedOther: 'Judged again: the result is another one.',
    judged: (version: string, edition: string) =>
      `Same evidence, rules of Preflight ${version}, tables ${edition}.`,
    verdict: (protocol: string, before: string, now: string) =>
      `${protocol}: “${before}” in the bundle, “${now}” by these rules`,
    gone: (title: string) => `No longer a cause: ${title}`,
    new: (title: string) => `A cause that the bundle does not name: ${title}`,
    weight: (title: string, before: string, now: string) =>
      `${title}: “${before}” in the bundle, “${now}” by these rules`,
    checks: (n: number) => `${count(n, 'check')} with another status`,
    figures: 'Figures that moved',
  },
};
