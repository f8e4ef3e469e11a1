/** Which rows are open, which one the keys are at, and what the keys do: up, down, right, left, T, C. */
import { useState } from 'react';
import type { ProofLine } from '../../../src/contract/index.ts';

export interface ProofKeys {
  readonly open: ReadonlySet<string>;
  readonly toggle: (id: string, wanted?: boolean) => void;
  /** The one row in the order of tabs. */
  readonly current: string | null;
  readonly copied: boolean;
  readonly onKeyDown: (event: React.KeyboardEvent<HTMLElement>) => void;
}

export function useProofKeys(
  lines: readonly ProofLine[],
  onTest: ((again: readonly string[]) => void) | null,
): ProofKeys {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  const [copied, setCopied] = useState(false);
  const current = lines.some(({ id }) => id === at) ? at : (lines[0]?.id ?? null);
  const toggle = (id: string, wanted = !open.has(id)) => {
    setAt(id);
    setOpen(new Set([...[...open].filter((other) => other !== id), ...(wanted ? [id] : [])]));
  };
  const copy = async (line: ProofLine) => {
    await navigator.clipboard.writeText(line.destinations.join('\n'));
    setCopied(true);
    setTimeout(() => setCopied(false), 2500);
  };
  const move = (row: HTMLElement, step: 1 | -1) => {
    const rows = [...(row.closest('table')?.querySelectorAll<HTMLElement>('.proof-open') ?? [])];
    const next = rows[rows.indexOf(row) + step];
    if (next === undefined) return;
    setAt(next.dataset['line'] ?? null);
    next.focus();
  };
  const acts: Readonly<Record<string, (line: ProofLine, row: HTMLElement) => void>> = {
    ArrowDown: (_line, row) => move(row, 1),
    ArrowUp: (_line, row) => move(row, -1),
    ArrowRight: ({ id }) => toggle(id, true),
    ArrowLeft: ({ id }) => toggle(id, false),
    t: ({ again }) => (again.length > 0 ? onTest?.(again) : undefined),
    c: (line) => void copy(line).catch(() => setCopied(false)),
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLElement>) => {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || !(target instanceof HTMLElement) || !target.matches('.proof-open'))
      return;
    const line = lines.find(({ id }) => id === target.dataset['line']);
    const act = acts[key.length === 1 ? key.toLowerCase() : key];
    if (line === undefined || act === undefined) return;
    event.preventDefault();
    act(line, target);
  };
  return { open, toggle, current, copied, onKeyDown };
}
