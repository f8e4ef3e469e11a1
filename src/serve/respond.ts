/** Answers, each with the same protective headers. */
import type { ServerResponse } from 'node:http';
import { contentSecurityPolicy } from '../core/content-security-policy.ts';

const HEADERS = {
  'content-security-policy': contentSecurityPolicy("'self'"),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

export interface Answer {
  readonly status: number;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export function respond(
  response: ServerResponse,
  { status, type = 'text/plain; charset=utf-8', headers, body = '' }: Answer,
): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    ...HEADERS,
    'cache-control': 'no-store',
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

export function respondJson(response: ServerResponse, status: number, value: unknown): void {
  respond(response, { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) });
}

/** Opens a stream of events with the same headers. */
export function openStream(response: ServerResponse): void {
  response.writeHead(200, {
    ...HEADERS,
    'cache-control': 'no-store',
    'content-type': 'application/x-ndjson; charset=utf-8',
  });
}
