/** The five silhouettes of the status vocabulary as inline SVG: told apart by shape, the word stands beside each. */
import type { Status } from '../core/words.ts';

const SHAPES: Readonly<Record<Status, string>> = {
  pass: '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.8"/><path d="M5 8.2l2.1 2.1L11 6.2" fill="none" stroke="currentColor" stroke-width="1.8"/>',
  warn: '<path d="M8 1.5l7 12.5H1z" fill="currentColor"/><path d="M8 6v4M8 11.2v1.4" stroke="Canvas" stroke-width="1.7"/>',
  fail: '<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" fill="currentColor"/><path d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" stroke="Canvas" stroke-width="1.8"/>',
  unproven:
    '<path d="M8 1.2L14.8 8 8 14.8 1.2 8z" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="M6.3 6.6a1.7 1.7 0 113 1.1c-.8.7-1.3.9-1.3 1.7M8 10.6v1.2" fill="none" stroke="currentColor" stroke-width="1.4"/>',
  'not-tested':
    '<circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="1.8 2.2"/><path d="M5.2 8h5.6" stroke="currentColor" stroke-width="1.6"/>',
};

export function statusIcon(status: Status): string {
  return `<svg class="icon ${status}" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[status]}</svg>`;
}
