/** A plain list: one block, address, range or name a line; `#` begins a comment. It says nothing about ports. */
import { parseDestination, shownText, type AuditFile } from './audit-entry.ts';

export function readList(text: string): AuditFile {
  const entries: AuditFile['entries'][number][] = [];
  const unread: AuditFile['unread'][number][] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const written = line.replace(/#.*$/, '').trim();
    if (written === '') continue;
    const place = `line ${index + 1}`;
    const shown = shownText(written);
    const target = parseDestination(written);
    if (target) entries.push({ place, text: shown, target, ports: null, transports: null });
    else unread.push({ place, text: shown, why: 'no block, address, range or name' });
  }
  return {
    format: 'list',
    entries,
    unread,
    assumptions: ['The list names no ports: every entry counts as open on all of them.'],
  };
}
