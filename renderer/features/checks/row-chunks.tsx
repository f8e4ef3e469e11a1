/** The rows of a group in pieces: what is far from the window is one empty row of the same height, so that a thousand checks cost no more than a screen. */
import { Fragment, useEffect, useRef, useState } from 'react';
import type { Check } from '../../../src/reading/check.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import { CheckRow } from './check-row.tsx';
import type { ChecksTableState } from './use-checks-table.ts';

/** Rows of a piece, and what an open group adds at a time. */
export const PAGE = 40;
/** Rows that are there at once, about a screen; the others come with the first look at where they stand. */
const AT_ONCE = 24;
/** Height of a row until it was measured, in CSS pixels (tables.css). */
const ROW_PX = 29;
/** How far from the window rows are made, so that a person who scrolls meets no empty ones. */
const AHEAD = '600px 0px';

interface RowChunksProps {
  readonly checks: readonly Check[];
  readonly table: ChecksTableState;
  readonly endMs: number;
  /** The chosen check, where it opens in place below its row. */
  readonly detail: React.ReactNode;
  readonly columns: number;
  /** Rows that the groups above show. */
  readonly before: number;
  readonly head: React.ReactNode;
  readonly end: React.ReactNode;
}

export function RowChunks({ checks, head, end, before, ...rest }: RowChunksProps) {
  const starts = Array.from({ length: Math.max(1, Math.ceil(checks.length / PAGE)) }, (_, n) => n * PAGE);
  return starts.map((start, index) => (
    <Chunk
      key={start}
      {...rest}
      checks={checks.slice(start, start + PAGE)}
      atOnce={before + start < AT_ONCE}
      head={index === 0 ? head : null}
      end={index === starts.length - 1 ? end : null}
    />
  ));
}

interface ChunkProps extends Omit<RowChunksProps, 'before'> {
  readonly atOnce: boolean;
}

function Chunk({ checks, table, endMs, detail, columns, head, end, atOnce }: ChunkProps) {
  const { ref, isNear, heightPx } = useNearness(atOnce);
  const onPaper = useNarrow('paper');
  return (
    <tbody ref={ref}>
      {head}
      {isNear || onPaper ? (
        checks.map((check) => (
          <Fragment key={check.id}>
            <CheckRow
              check={check}
              chosen={check.id === table.chosen}
              endMs={endMs}
              onChoose={table.choose}
            />
            {detail === null || check.id !== table.chosen ? null : (
              <tr className="check-in-place">
                <td colSpan={columns}>{detail}</td>
              </tr>
            )}
          </Fragment>
        ))
      ) : (
        <tr aria-hidden="true">
          <td colSpan={columns} style={{ height: heightPx ?? checks.length * ROW_PX, padding: 0 }} />
        </tr>
      )}
      {end}
    </tbody>
  );
}

/** Whether a piece stands near the window, and how high its rows were when it last did. One that holds the focus stays. */
function useNearness(atOnce: boolean) {
  const ref = useRef<HTMLTableSectionElement>(null);
  const [isNear, setNear] = useState(atOnce || typeof IntersectionObserver !== 'function');
  const [heightPx, setHeight] = useState<number | null>(null);
  useEffect(() => {
    const element = ref.current;
    if (element === null || typeof IntersectionObserver !== 'function') return undefined;
    const look = ([entry]: readonly IntersectionObserverEntry[]) => {
      // Without a width it is not laid out, as while the page is photographed: that tells nothing of where it stands.
      if (entry === undefined || entry.boundingClientRect.width === 0) return;
      if (!entry.isIntersecting && element.contains(document.activeElement)) return;
      if (!entry.isIntersecting) setHeight(rowsHeight(element));
      setNear(entry.isIntersecting);
    };
    const observer = new IntersectionObserver(look, { rootMargin: AHEAD, scrollMargin: AHEAD });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, isNear, heightPx };
}

/** Height of the checks alone, in CSS pixels; null while none stand there. */
function rowsHeight(element: HTMLElement): number | null {
  const rows = [...element.querySelectorAll<HTMLElement>('.check-row, .check-in-place')];
  return rows.length === 0 ? null : rows.reduce((sum, { offsetHeight }) => sum + offsetHeight, 0);
}
