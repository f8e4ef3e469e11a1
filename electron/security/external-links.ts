/** Pages outside open in the person's browser, by id from one table. A URL never crosses the bridge. */
import type { Shell } from 'electron';

/** Opens the link of that id; false when the table has none or it is not https. */
export async function openLink(
  links: Readonly<Record<string, string>>,
  id: string,
  shell: Pick<Shell, 'openExternal'>,
): Promise<boolean> {
  const url = Object.hasOwn(links, id) ? links[id] : undefined;
  if (url === undefined || new URL(url).protocol !== 'https:') return false;
  await shell.openExternal(url);
  return true;
}
