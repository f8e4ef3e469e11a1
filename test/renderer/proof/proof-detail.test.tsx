import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { App } from '../../../renderer/app/app.tsx';
import type { Report } from '../../../src/report/report.ts';
import { pcoipBlocked } from '../fixtures/index.ts';
import { makeWorld } from '../fixtures/world.ts';

beforeEach(() => {
  window.scrollTo = () => undefined;
});
afterEach(cleanup);

const PEER: NonNullable<Report['peers']>[number] = {
  name: 'peer.contoso.example',
  kind: 'preflight',
  scope: 'other',
  tcp: [],
  udp: [4172, 4195].map((port) => ({
    port,
    sent: 10,
    atPeer: 10,
    answered: 10,
    received: port === 4172 ? 9 : 0,
    rttMs: null,
    pdvMs: { up: null, down: null },
    ipdvMs: { up: null, down: null },
    provenElsewhereAgo: null,
  })),
  outside: { tcp: null, udp: null, mapping: null, keepsPort: null },
  mtu: null,
  load: null,
  idle: null,
};
const WHERE: NonNullable<Report['findings'][number]['where']> = {
  method: 'tcp',
  port: 4172,
  controlPort: 443,
  lastHop: { n: 4, address: '203.0.113.9', inside: false },
  nextHop: { n: 5, address: '203.0.113.17', inside: false },
  confidence: 'between',
  why: 'dropped',
  addedMs: null,
  mtuBytes: null,
  packets: 60,
  seconds: 12,
};

/** The row of a rule, opened: its detail. */
async function opened(report: Report, rule: RegExp): Promise<HTMLElement> {
  window.location.hash = `#/run/${report.id}/proof`;
  render(<App agent={makeWorld({ reports: { [report.id]: report } })} />);
  const row = (await screen.findAllByRole('row', { name: rule }))[0];
  if (row === undefined) throw new Error(`no row ${rule.source}`);
  fireEvent.click(within(row).getByRole('button'));
  const detail = await screen.findByText('One a line.', { exact: false });
  return detail.closest<HTMLElement>('.proof-detail') ?? detail;
}

/** The cause of the shut port, with what the hops told. */
const withHops: Report = {
  ...pcoipBlocked,
  findings: pcoipBlocked.findings.map((finding) =>
    finding.code === 'pcoip/tcp-blocked' ? { ...finding, where: WHERE } : finding,
  ),
};

test('a rule that is shut says where it stops, where hops were asked', async () => {
  const detail = await opened(withHops, /TCP 4172/);
  expect(detail.textContent).toMatch(
    /Where it stops: packets to TCP 4172 end at or right after 203\.0\.113\.9 \(hop 4.*to TCP 443 they go on to 203\.0\.113\.17 \(hop 5/,
  );
});

test('one whose hops nobody asked says nothing of where', async () => {
  const detail = await opened(pcoipBlocked, /TCP 4172/);
  expect(detail.textContent).not.toContain('Where it stops');
});

test.each([
  [/UDP 4172/, 'Your peer peer.contoso.example answered 9 of 10.'],
  [/UDP 4195/, 'Your peer peer.contoso.example did not answer (0 of 10).'],
])(
  '%s tells what the peer answered on its port, and that this proves nothing of Amazon',
  async (rule, said) => {
    const detail = await opened({ ...pcoipBlocked, peers: [PEER] }, rule);
    expect(detail.textContent).toContain(`${said} This is the way to your peer; it proves nothing`);
  },
);

test('a rule for TCP tells nothing of a peer', async () => {
  const detail = await opened({ ...pcoipBlocked, peers: [PEER] }, /TCP 4172/);
  expect(detail.textContent).not.toContain('Your peer');
});
