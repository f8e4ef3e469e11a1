/**
 * The last gate before a socket: under test (PREFLIGHT_TEST=1) nothing but loopback may be reached, unless the lab says otherwise
 * (PREFLIGHT_LAB=1, inside a namespace that has no route out). A test that sends real traffic is a bug, so the gate throws.
 */
import ipaddr from 'ipaddr.js';

function isGuarded(): boolean {
  return process.env['PREFLIGHT_TEST'] === '1' && process.env['PREFLIGHT_LAB'] !== '1';
}

/** Throws when `address` (a literal, a zone is allowed) must not be reached under test. */
export function assertTargetAllowed(address: string): void {
  if (isGuarded() && !isLoopback(address)) {
    throw new Error(`a test tried to reach ${address}; tests stay on loopback (PREFLIGHT_TEST=1)`);
  }
}

/** The same for names given to the operating system's resolver, which would ask the real DNS servers. */
export function assertLookupAllowed(host: string): void {
  if (isGuarded() && host !== 'localhost') {
    throw new Error(`a test tried to look up ${host}; tests stay on loopback (PREFLIGHT_TEST=1)`);
  }
}

function isLoopback(address: string): boolean {
  const bare = address.replace(/%.*$/, '');
  return ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback';
}
