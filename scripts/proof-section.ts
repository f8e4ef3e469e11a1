/** A page of docs/proof that several commands write, a part each. */
import { readFile, writeFile } from 'node:fs/promises';
import { formatted } from './format-generated.ts';

/** Puts `text` between the marks of its part and leaves the other parts as they are. The page has the marks of every part. */
export async function writePart(file: string, part: string, text: string): Promise<void> {
  const [begin, end] = [`<!-- begin ${part} -->`, `<!-- end ${part} -->`];
  const page = await readFile(file, 'utf8');
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} has no marks of "${part}"`);
  const told = (await formatted(text, file)).trim();
  await writeFile(file, `${before}${begin}\n\n${told}\n\n${end}${after}`);
}
