/** What of a page's text is cut, spills over, touches its neighbour or is drawn too small, and what stands empty: measured in the browser, box against box. */
import type { Page } from 'playwright-core';

/** Everything wrong with the text that is shown now, one line each; empty when all of it can be read. */
export function faultsOfText(page: Page): Promise<readonly string[]> {
  return page.evaluate(measure);
}

/** Runs in the page: knows nothing of this file. */
function measure(): string[] {
  const SLACK_PX = 1.5;
  const SMALLEST_PX = 10.5;
  const LEAST_GAP_PX = 3;
  /** A4 at 96 px an inch, less the margins that browsers print with. */
  const SHEET_PX = 1046;
  const faults = new Set<string>();
  const named = (element: Element) =>
    `${element.tagName.toLowerCase()}${[...element.classList].map((name) => `.${name}`).join('')}`;
  const say = (what: string, text: string, element: Element) =>
    faults.add(`${what}: "${text.trim().slice(0, 40)}" in ${named(element)}`);
  const isOutside = (inner: DOMRect, outer: DOMRect) =>
    inner.left < outer.left - SLACK_PX || inner.right > outer.right + SLACK_PX;
  const isBelow = (inner: DOMRect, outer: DOMRect) =>
    inner.top < outer.top - SLACK_PX || inner.bottom > outer.bottom + SLACK_PX;
  const clips = (value: string) => value === 'hidden' || value === 'clip';

  /** Against every box around it: one that clips must hold it, and so must the nearest block in its width. */
  function againstParents(rect: DOMRect, parent: Element, text: string): void {
    let isNearest = true;
    for (let box: Element | null = parent; box !== null && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.display === 'inline' || style.display === 'contents') continue;
      const outer = box.getBoundingClientRect();
      const isCut =
        (clips(style.overflowX) && isOutside(rect, outer)) ||
        (clips(style.overflowY) && isBelow(rect, outer));
      if (isCut) {
        say('cut', text, box);
        return;
      }
      // Blanks at the end of a line that keeps its blanks hang out of the box and are not seen.
      const hangs = style.whiteSpace === 'pre-wrap';
      if (isNearest && !hangs && style.overflowX === 'visible' && isOutside(rect, outer)) {
        say('spills', text, box);
        return;
      }
      isNearest = false;
      // What scrolls shows all of it in its turn.
      if (style.overflowX === 'auto' || style.overflowX === 'scroll') return;
    }
  }

  /** Words for the ear alone stand in a box of one pixel, out of the flow, that clips them. */
  function isForTheEar(element: Element): boolean {
    for (let box: Element | null = element; box !== null; box = box.parentElement) {
      const isDot = box.clientWidth <= 1 && box.clientHeight <= 1;
      if (!isDot) continue;
      const { overflowX, position } = getComputedStyle(box);
      if (position === 'absolute' && clips(overflowX)) return true;
    }
    return false;
  }

  function htmlText(node: Text): void {
    const parent = node.parentElement;
    if (parent === null || parent.closest('svg, .skip, option, select') !== null) return;
    const style = getComputedStyle(parent);
    if (style.visibility === 'hidden' || style.opacity === '0' || !parent.checkVisibility()) return;
    if (isForTheEar(parent)) return;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) if (rect.width > 0) againstParents(rect, parent, node.data);
  }

  /** Left and right end of the words that are shown in a cell, line by line. */
  function wordsIn(cell: Element): DOMRect[] {
    const rects: DOMRect[] = [];
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      if ((text as Text).data.trim() === '' || isForTheEar(text.parentElement ?? cell)) continue;
      range.selectNodeContents(text);
      rects.push(...range.getClientRects());
    }
    return rects;
  }

  /** Words of two cells are two words. */
  function row(tr: HTMLTableRowElement): void {
    if (!tr.checkVisibility()) return;
    const cells = [...tr.cells].map((cell) => ({ cell, rects: wordsIn(cell) }));
    cells.forEach(({ cell, rects }, index) => {
      const next = cells[index + 1]?.rects ?? [];
      const touches = rects.some((own) =>
        next.some(
          (other) =>
            Math.min(own.bottom, other.bottom) - Math.max(own.top, other.top) > 5 &&
            Math.abs(other.left - own.right) < LEAST_GAP_PX,
        ),
      );
      if (touches) say('touches the next cell', cell.textContent ?? '', cell);
    });
  }

  /** A heading is of something. */
  function section(element: HTMLElement): void {
    const heading = element.querySelector('h2, h3');
    if (heading === null || !element.checkVisibility()) return;
    const rest = element.innerText.replace((heading as HTMLElement).innerText, '');
    if (rest.trim() === '' && element.querySelector('svg, input, textarea') === null)
      say('nothing below the heading', heading.textContent ?? '', element);
  }

  /** What may not be torn in two fits on a sheet: else the rest of the sheet before it stays white. */
  function onSheet(element: Element): void {
    const { breakInside, position } = getComputedStyle(element);
    const { height } = element.getBoundingClientRect();
    if (height > SHEET_PX && (breakInside === 'avoid' || position === 'fixed'))
      say(`${Math.round(height)} px high and not to be torn`, element.textContent ?? '', element);
  }

  /** A picture's words stand inside it, none on another, none smaller than a person reads. */
  function picture(svg: SVGSVGElement): void {
    const outer = svg.getBoundingClientRect();
    if (outer.width === 0 || !svg.checkVisibility()) return;
    const seen: { rect: DOMRect; text: string }[] = [];
    for (const text of svg.querySelectorAll('text')) {
      const words = text.textContent ?? '';
      const rect = text.getBoundingClientRect();
      if (words.trim() === '' || rect.width === 0) continue;
      if (isOutside(rect, outer) || isBelow(rect, outer)) say('outside its picture', words, svg);
      const scale = text.getScreenCTM()?.a ?? 1;
      const size = Number.parseFloat(getComputedStyle(text).fontSize) * scale;
      if (size < SMALLEST_PX) say(`drawn at ${size.toFixed(1)} px`, words, svg);
      for (const other of seen) {
        const across = Math.min(rect.right, other.rect.right) - Math.max(rect.left, other.rect.left);
        const down = Math.min(rect.bottom, other.rect.bottom) - Math.max(rect.top, other.rect.top);
        if (across > 2 && down > 5) say(`on "${other.text.trim().slice(0, 30)}"`, words, svg);
      }
      seen.push({ rect, text: words });
    }
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if ((node as Text).data.trim() !== '') htmlText(node as Text);
  for (const svg of document.querySelectorAll('svg')) picture(svg);
  for (const tr of document.querySelectorAll('tr')) row(tr);
  for (const element of document.querySelectorAll('section')) section(element);
  if (matchMedia('print').matches)
    for (const element of document.querySelectorAll('body *')) onSheet(element);
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    faults.add(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
  const ends = document.body.getBoundingClientRect().bottom + scrollY;
  if (root.scrollHeight > Math.max(root.clientHeight, Math.ceil(ends)))
    faults.add(`the page goes on for ${root.scrollHeight - Math.ceil(ends)} px below its end`);
  return [...faults];
}
