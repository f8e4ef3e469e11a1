/** The files of a bundle as texts, made from the redacted report and record alone. Pure. */
import { X509Certificate } from 'node:crypto';
import type { Certificate, HttpsEvidence } from '../evidence/index.ts';
import type { RunRecord } from '../reading/record.ts';
import { renderHtml } from '../report/render-html.ts';
import { renderJson } from '../report/render-json.ts';
import { renderMarkdown } from '../report/render-markdown.ts';
import type { Report } from '../report/report.ts';
import { FILES, FOLDERS, type EvidenceLine } from './bundle-format.ts';
import { derTexts } from './der-texts.ts';

export interface BundleFile {
  readonly name: string;
  readonly text: string;
  /** False: the bundle is no bundle without it. */
  readonly optional: boolean;
  /** Number of lines, where it is a list. */
  readonly records: number | null;
}

function file(name: string, text: string, records: number | null = null): BundleFile {
  return { name, text, optional: true, records };
}

/** Pretty, so that a person reads it in any editor. */
function jsonFile(name: string, value: unknown): BundleFile {
  return file(name, `${JSON.stringify(value, null, 2)}\n`);
}

export function reportFiles(report: Report): readonly BundleFile[] {
  return [
    { ...file(FILES.report, renderJson(report)), optional: false },
    file(FILES.page, renderHtml(report)),
    file(FILES.ticket, renderMarkdown(report)),
  ];
}

/** One list a group of the check, each line a step with what it saw. */
export function evidenceFiles(record: RunRecord): readonly BundleFile[] {
  const lines = record.steps.map((step, n) => ({
    n,
    step,
    observation: record.observations[step.id] ?? null,
  })) satisfies EvidenceLine[];
  const groups = [...new Set(lines.map(({ step }) => step.group))];
  return groups.map((group) => {
    const own = lines.filter(({ step }) => step.group === group);
    const text = own.map((line) => `${JSON.stringify(line)}\n`).join('');
    return file(`${FOLDERS.evidence}${group}.jsonl`, text, own.length);
  });
}

export function systemFiles(report: Report, record: RunRecord | null): readonly BundleFile[] {
  const { host } = report;
  const evidence = Object.values(record?.observations ?? {}).flatMap((observed) =>
    observed.outcome === 'completed' ? [observed.evidence] : [],
  );
  const system: Readonly<Record<string, unknown>> = {
    os: { os: host.os, hostName: host.hostName, timezone: host.timezone, unread: host.unread },
    interfaces: host.interfaces,
    routes: {
      defaultGateways: host.defaultGateways,
      routes: evidence.filter(({ kind }) => kind === 'route'),
    },
    dns: host.dnsServers,
    proxy: host.proxy,
    wifi: host.wifi,
    client: { client: host.client, vpn: host.vpn, seen: evidence.filter(({ kind }) => kind === 'client') },
  };
  return Object.entries(system).map(([name, value]) => jsonFile(`${FOLDERS.system}${name}.json`, value));
}

export interface ChosenCertificates {
  readonly files: readonly BundleFile[];
  /** SHA-256 of certificates that name more than the service. */
  readonly leftOut: readonly string[];
}

/** `namesNobody`: whether a text stays as it is when it is scrubbed. A chain that the public roots vouch for is public itself. */
export function certificateFiles(
  record: RunRecord,
  namesNobody: (text: string) => boolean,
): ChosenCertificates {
  const files = new Map<string, BundleFile>();
  const leftOut = new Set<string>();
  const attempts = Object.values(record.observations).flatMap((observed) =>
    observed.outcome === 'completed' && observed.evidence.kind === 'https'
      ? attemptsOf(observed.evidence)
      : [],
  );
  for (const { tls, host } of attempts) {
    const isPublic = tls.publicTrust.ok === true && namesNobody(host);
    for (const one of tls.chain) {
      if (one.pem === null || files.has(one.sha256)) continue;
      if (isPublic || isAnonymous(one, namesNobody))
        files.set(one.sha256, certificateFile(one.sha256, one.pem));
      else leftOut.add(one.sha256);
    }
  }
  return { files: [...files.values()], leftOut: [...leftOut].filter((sha256) => !files.has(sha256)) };
}

function attemptsOf({ attempts, host }: HttpsEvidence) {
  return attempts.flatMap(({ tls }) => (tls === null ? [] : [{ tls, host }]));
}

function certificateFile(sha256: string, pem: string): BundleFile {
  const name = sha256
    .replace(/[^0-9A-Za-z]/g, '')
    .toLowerCase()
    .slice(0, 64);
  return file(`${FOLDERS.certificates}${name}.pem`, pem.endsWith('\n') ? pem : `${pem}\n`);
}

/** Subject, issuer and names as they were read, and every text of the certificate itself: an extension may hold a name as well. */
function isAnonymous(
  { subject, issuer, subjectAltNames, pem }: Certificate,
  namesNobody: (text: string) => boolean,
): boolean {
  if (pem === null || ![subject, issuer, ...subjectAltNames].every(namesNobody)) return false;
  try {
    const texts = derTexts(new X509Certificate(pem).raw);
    return texts?.every(namesNobody) ?? false;
  } catch {
    return false;
  }
}
