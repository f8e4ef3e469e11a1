/**
 * Regions in which a browser (Web Access) cannot stream PCoIP. Source: administration guide of 2025, 8867-8868: "Web Access with PCoIP is
 * not supported in the AWS GovCloud (US) Regions, Asia Pacific (Mumbai), Africa (Cape Town), Europe (Frankfurt), and Israel (Tel Aviv)".
 */
import type { Region } from './model.ts';

const EXCLUDED: ReadonlySet<string> = new Set(['ap-south-1', 'af-south-1', 'eu-central-1', 'il-central-1']);

export function hasNoPcoipInBrowser({ code, partition }: Pick<Region, 'code' | 'partition'>): boolean {
  return partition === 'aws-us-gov' || EXCLUDED.has(code);
}
