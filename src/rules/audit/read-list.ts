/** A plain list: one block, address, range or name a line; `#` begins a comment. It says nothing about ports. */
import { shownText, type AuditEntry, type AuditFile, type Unread } from './audit-entry.ts';
import { destinationProblem, parseDestination } from './parse-destination.ts';

export function readList(text: string): AuditFile {
  const entries: AuditEntry[] = [];
  const unread: Unread[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const written = line.replace(/#.*$/, '').trim();
    if (written === '') continue;
    const place = `line ${index + 1}`;
    const shown = shownText(written);
    const target = parseDestination(written);
    if (target)
      entries.push({ verdict: 'accept', place, text: shown, target, ports: null, transports: null });
    else unread.push({ place, text: shown, why: destinationProblem(written) });
  }
  return {
    format: 'list',
    layers: [{ family: null, entries }],
    unread,
    assumptions: ['The list names no ports: every entry counts as open on all of them.'],
  };
}
