/** A stranger's text (a file's name, a field of somebody's report) as one line: no control or direction characters for the terminal. */
export function plainText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
}
