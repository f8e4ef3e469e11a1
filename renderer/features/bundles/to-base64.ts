/** A file's bytes as base64, in steps small enough for `String.fromCharCode`. */
export async function toBase64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const step = 0x8000;
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += step) {
    parts.push(String.fromCharCode(...bytes.subarray(from, from + step)));
  }
  return btoa(parts.join(''));
}
