/** `1 check`, `24 checks`, `1,024 checks`: figures with thousands and the noun in its number (English alone needs it). */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}
