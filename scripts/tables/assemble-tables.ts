/** The transcription to the whole tables. Pure; the digest is taken over the same text that is written. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Tables } from '../../src/regions/model.ts';
import { assembleRegion } from './assemble-region.ts';
import { CONFLICTS } from './conflicts.ts';
import { documentSource } from './provenance.ts';
import { transcribedRegion, transcribedThresholds, type TranscribedThresholds } from './transcription.ts';

/** The document and our own edition of its transcription; raised whenever a fact changes. */
const EDITION = 'guide2025-2';
/** Day on which this edition was put together. */
const DATE = '2026-11-29';

type Files = TranscribedThresholds['meta']['files'];

function ports(rows: TranscribedThresholds['clientPorts'], files: Files): Tables['ports']['client'] {
  return rows.map((row) => ({
    port: row.port,
    transports: row.protocols.map((name) => (name === 'UDP' ? 'udp' : 'tcp')),
    direction: 'outbound',
    purpose: row.purpose,
    destinations: row.destinations,
    note: [row.optional, row.proxy].filter((text) => text !== undefined).join('; ') || null,
    source: documentSource(row.source, files),
  }));
}

/** The guide names no band of DCV above 400 ms; the report's word for it is `beyond`. */
function bands(rows: TranscribedThresholds['rtt']['pcoip']['bands']): Tables['rtt']['pcoip'] {
  return rows.map(({ id, from, fromInclusive, to, toInclusive, meaning }) => ({
    id: id === 'unspecified' ? 'beyond' : id,
    from,
    fromInclusive,
    to,
    toInclusive,
    meaning,
  }));
}

function thresholdParts(
  thresholds: TranscribedThresholds,
): Pick<Tables, 'ports' | 'rtt' | 'mtu' | 'bandwidth'> {
  const { files } = thresholds.meta;
  const network = 'Network requirements';
  return {
    ports: {
      client: ports(thresholds.clientPorts, files),
      webAccess: ports(thresholds.webAccessPorts, files),
    },
    rtt: {
      pcoip: bands(thresholds.rtt.pcoip.bands),
      dcv: bands(thresholds.rtt.dcv.bands),
      sources: {
        pcoip: documentSource(thresholds.rtt.pcoip.source, files, network),
        dcv: documentSource(thresholds.rtt.dcv.source, files, network),
      },
    },
    mtu: {
      minimumBytes: thresholds.mtu.minimumBytes,
      sources: thresholds.mtu.sources.map((row) => documentSource(row, files, network)),
    },
    bandwidth: thresholds.bandwidth.map((row) => ({
      ...row,
      source: documentSource(row.source, files, network),
    })),
  };
}

/** Throws with the place when the transcription does not have its shape. */
export function assembleTables(printedRegions: unknown, printedThresholds: unknown): Tables {
  const thresholds = transcribedThresholds.parse(printedThresholds);
  const transcribed = z.array(transcribedRegion).parse(printedRegions);
  const regions = transcribed.map((region) => assembleRegion(region, thresholds.allowListCategories));
  const conflicts = CONFLICTS.filter(({ kind }) => kind !== 'documents').map(
    ({ id, status, subject, reading }) => ({
      id,
      status,
      subject,
      reading,
      regions: regions.filter((region) => region.conflicts.includes(id)).map(({ code }) => code),
    }),
  );
  const unsigned: Tables = {
    schema: 'preflight.tables/1',
    edition: EDITION,
    date: DATE,
    sha256: '',
    overlay: null,
    calibrations: [],
    regions,
    conflicts,
    ...thresholdParts(thresholds),
  };
  return { ...unsigned, sha256: tablesDigest(unsigned) };
}

/** SHA-256 of the tables as compact JSON with an empty `sha256`. */
export function tablesDigest(tables: Tables): string {
  return createHash('sha256')
    .update(JSON.stringify({ ...tables, sha256: '' }))
    .digest('hex');
}
