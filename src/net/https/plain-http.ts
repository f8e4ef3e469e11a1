/**
 * One plain GET to one literal address, for the captive-portal control: is the answer the service's own, or does somebody on the
 * local network answer in its place? Only what was seen; the findings decide who "somebody" is.
 */
import type { CaptiveEvidence } from '../../evidence/index.ts';
import type { CallOptions, PlainHttpPort } from '../../probes/ports.ts';
import { exchange, oneHeader, type Answer } from './https-exchange.ts';
import { openTcp } from './https-tcp.ts';

type Get = Parameters<PlainHttpPort['get']>[0];

export function makePlainHttp({ userAgent }: { readonly userAgent: string }): PlainHttpPort {
  return { get: (request, options) => getOnce(request, options, userAgent) };
}

/** Connect and answer share `timeoutMs`. */
async function getOnce(request: Get, options: CallOptions, userAgent: string): Promise<CaptiveEvidence> {
  const { host, address, port, path } = request;
  const startedAt = performance.now();
  const url = `http://${host}${port === 80 ? '' : `:${port}`}${path}`;
  const nothing = {
    kind: 'captive',
    url,
    address,
    status: null,
    location: null,
    bodyBytes: null,
    title: null,
  } as const;
  const tcp = await openTcp({ address, port }, options);
  if (tcp.socket === null) return { ...nothing, durationMs: null, failure: tcp.failure };
  const timeoutMs = options.timeoutMs - (performance.now() - startedAt);
  const asked = {
    origin: `http://${host}:${port}`,
    path,
    headers: { 'user-agent': userAgent, accept: '*/*' },
  };
  const { answer, failure } = await exchange(tcp.socket, asked, { ...options, timeoutMs });
  if (answer === null) return { ...nothing, durationMs: null, failure };
  return { ...nothing, ...pageFacts(answer), durationMs: performance.now() - startedAt, failure: null };
}

function pageFacts({
  status,
  headers,
  body,
}: Answer): Pick<CaptiveEvidence, 'status' | 'location' | 'bodyBytes' | 'title'> {
  return { status, location: oneHeader(headers['location']), bodyBytes: body.length, title: titleOf(body) };
}

const MAX_TITLE = 100;

/** The title of a page as one line, cut to 100 characters; null without one. */
function titleOf(body: Uint8Array): string | null {
  const html = new TextDecoder('utf-8').decode(body);
  const text = /<title[^>]{0,200}>([^<]{0,1000})/i.exec(html)?.[1]?.replace(/\s+/g, ' ').trim();
  return text === undefined || text === '' ? null : text.slice(0, MAX_TITLE);
}
