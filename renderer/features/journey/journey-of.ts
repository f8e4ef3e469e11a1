/**
 * `journeyOf(picture) -> JourneyModel`: where the line from this computer to Amazon is solid, cut, dashed or dotted.
 * Pure. A cut stands in the column of the finding's side and never claims a point that nobody measured.
 */
import type { Finding } from '../../../src/judge/finding.ts';
import { roleOf } from '../report/role-of.ts';
import type { RunPicture } from '../report/run-picture.ts';
import type { Cut, JourneyKind, JourneyModel, Lane } from './journey-model.ts';
import { columnOf, signInLane, streamingLane } from './lane-of.ts';
import { pingFigure } from './link-figure.ts';

export function journeyOf(whole: RunPicture): JourneyModel {
  const picture = { ...whole, findings: whole.findings.filter((finding) => isHere(finding, whole)) };
  const lanes = lanesOf(picture);
  const trunkCut = picture.pending === null ? trunkCutOf(picture, lanes) : null;
  const hop = pingFigure(picture.checks.find((check) => roleOf(check) === 'first-hop'));
  const model = {
    region: picture.region?.name ?? '',
    faults: faultsOf(picture),
    computer: computerOf(picture),
    router: routerOf(picture, hop),
    lan: { kind: lanKind(picture), figure: hop?.figure ?? null },
    vpn: vpnOf(picture),
    proxy: proxyOf(picture),
    lanes,
    trunkCut,
  };
  return { ...model, kind: kindOf(picture, lanes, trunkCut) };
}

/** Findings of other Regions stay out of the picture. */
function isHere({ region }: Finding, picture: RunPicture): boolean {
  return region === null || region === picture.region?.code;
}

function lanesOf(picture: RunPicture): Lane[] {
  const streaming = (['dcv', 'pcoip'] as const).filter((protocol) => picture.protocols.includes(protocol));
  return [signInLane(picture), ...streaming.map((protocol) => streamingLane(picture, protocol))];
}

/** Causes that stop every lane at once, and where the line then ends. */
function trunkCutOf(picture: RunPicture, lanes: readonly Lane[]): Cut | null {
  const root = picture.findings[0];
  if (root?.severity !== 'error') return null;
  if (root.code === 'local/offline') return { side: columnOf(root), reason: 'offline', failed: 0 };
  if (root.code === 'network/captive-portal') return { side: 'local-network', reason: 'login', failed: 0 };
  const allCut = lanes.length > 1 && lanes.every(({ tone }) => tone === 'fail');
  const [first] = lanes;
  const together = lanes.every(({ cut }) => cut?.reason === first?.cut?.reason);
  return allCut && together ? (first?.cut ?? null) : null;
}

/** The column of the root cause, and of warnings where no error stands. Notices and our own limits tint nothing. */
function faultsOf(picture: RunPicture): JourneyModel['faults'] {
  if (picture.pending !== null) return [];
  const root = picture.findings.find(({ severity, side }) => severity !== 'notice' && side !== 'us');
  return root === undefined ? [] : [{ side: columnOf(root), severity: root.severity }];
}

function computerOf({ host }: RunPicture): JourneyModel['computer'] {
  const system = host === null ? null : (host.os.name ?? host.os.platform);
  return { name: host?.hostName ?? null, system };
}

function routerOf({ host }: RunPicture, hop: { answers: boolean } | null): JourneyModel['router'] {
  if (host !== null && host.defaultGateways.length === 0) return null;
  return { answersPing: hop?.answers ?? null };
}

function lanKind({ host }: RunPicture): JourneyModel['lan']['kind'] {
  const physical =
    host?.interfaces.filter(({ kind, up }) => up && (kind === 'wifi' || kind === 'ethernet')) ?? [];
  const gateway = host?.defaultGateways.map(({ interfaceName }) => interfaceName) ?? [];
  const chosen = physical.find(({ name }) => gateway.includes(name)) ?? physical[0];
  if (chosen === undefined) return null;
  return chosen.kind === 'wifi' ? 'wifi' : 'ethernet';
}

function vpnOf({ vpn, host, pending }: RunPicture): JourneyModel['vpn'] {
  if (vpn !== null)
    return vpn.interface === null ? null : { name: vpn.interface, allTraffic: vpn.allTraffic };
  if (host === null) return 'unknown';
  const tunnel = host.interfaces.find(
    ({ kind, up, addresses }) => kind === 'tunnel' && up && addresses.length > 0,
  );
  if (tunnel !== undefined && pending !== null) return { name: tunnel.name, allTraffic: null };
  return pending === null ? 'unknown' : null;
}

function proxyOf({ checks, host }: RunPicture): string | null {
  const used = checks.find(({ evidence }) => typeof evidence['proxy'] === 'string')?.evidence['proxy'];
  const proxy = typeof used === 'string' ? used : (host?.proxy.httpsProxy ?? null);
  return proxy === null ? null : proxy.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

function kindOf(picture: RunPicture, lanes: readonly Lane[], trunkCut: Cut | null): JourneyKind {
  if (picture.pending !== null) return 'running';
  const byCause = kindOfRoot(picture.findings[0]);
  if (byCause !== null) return byCause;
  const tones = lanes.map(({ tone }) => tone);
  if (trunkCut !== null || tones.every((tone) => tone === 'fail')) return 'blocked';
  if (tones.includes('fail')) return 'one-port';
  if (!picture.completed || tones.includes('not-tested')) return 'partial';
  if (tones.includes('warn')) return 'slow';
  return lanes.some(({ far }) => far.udp === 'unproven') ? 'udp-unproven' : 'ready';
}

const KIND_OF_CODE: Readonly<Record<string, JourneyKind>> = {
  'local/offline': 'offline',
  'network/captive-portal': 'captive',
  'dns/no-answer': 'dns-dead',
  'local/accepts-all': 'accepts-all',
};

function kindOfRoot(root: Finding | undefined): JourneyKind | null {
  return root?.severity === 'error' ? (KIND_OF_CODE[root.code] ?? null) : null;
}
