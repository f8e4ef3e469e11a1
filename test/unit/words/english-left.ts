/** English that is left in a text of another language. */

/** What people type, read in a file or know as a product's name is no sentence of ours. */
const NAMES =
  /"[^"]*"|--[a-z-]+( (both|forward|output|allow|deny))?|\b(Amazon|AWS|Cisco|Global|Windows|Web|WorkSpaces|VPC|iptables-save)\b/g;

/** Three words and more in a row, one of them of small letters alone: names, codes and addresses are none. */
export function englishLeft(text: string): string[] {
  return (text.replace(NAMES, '').match(/[A-Za-z]{2,}(?:[ ,;:]+[A-Za-z']+){2,}/g) ?? []).filter((found) =>
    /\b[a-z]{2,}\b/.test(found),
  );
}
