/** A request's body as text, never more of it than allowed. */
import type { IncomingMessage } from 'node:http';
import { ContractError } from '../contract/index.ts';

/** Rejects with `too-large` as soon as the limit is passed; the rest is not read. */
export async function readBody(request: IncomingMessage, limitBytes: number): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw new ContractError('too-large');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limitBytes) throw new ContractError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
