/**
 * Every number that a rule compares with, and where it comes from. Round-trip bands and the MTU limit stand in the tables
 * (`tables.rtt`, `tables.mtu`); what no document gives is "preflight's own threshold" and says why.
 */

/** Source text of limits that no document gives. */
export const OWN = "preflight's own threshold";

export const THRESHOLDS = {
  /** Median DNS answer time; a person notices several such waits in a row (findings.md, own). */
  dnsSlowMs: 300,
  /** A resolver this slow by itself is no busy computer: it waits for an answer that does not come (own). */
  resolverWaitsMs: 2000,
  /** Lookups at least, before a median of them is spoken of (own). */
  dnsSlowMinAnswers: 3,
  /** Difference of clocks that starts to break certificates and Kerberos (findings.md; Kerberos default skew, RFC 4120). */
  clockSkewMs: 5 * 60_000,
  /** Servers whose clocks must agree before ours is doubted (findings.md). */
  clockSkewServers: 3,
  /** How far servers' clocks may differ from each other and still agree (own: Date has whole seconds, answers take a while). */
  clockAgreeMs: 60_000,
  /** Light in fibre needs 1 ms for 100 km and back: no two continents are within 5 ms (findings.md). */
  acceptsAllMs: 5,
  /** Loss: warning and error (findings.md). */
  lossWarning: { lost: 3, ratio: 0.01 },
  lossError: { lost: 10, ratio: 0.1 },
  /** A slow series confirms loss that quick connects saw: our own pace must never be the fault (findings.md, second edition). */
  slowSeries: { samples: 60, lostWarning: 1, lostError: 3, paceRatio: 0.1 },
  /** Pings to the first router beside it, as long as the slow series: none lost of 60 clears it where 5 % would have shown. */
  routerPings: 60,
  /** So few pings of the usual sort say nothing of the side (own). */
  routerLost: 2,
  /** Jitter above which sound and pointer stutter (findings.md, own). */
  jitterMs: 30,
  /** Timers of Windows tick every 15.6 ms: a watch that is late by a tick and a bit has seen its timer, and no answer waited for that (own). */
  coarseTimerMs: 20,
  /** Regions whose scores differ less than 10 ms or 10 % (whichever is more) tie (technical-facts A.10). */
  tieMs: 10,
  tieRatio: 0.1,
  /** Samples at least before a Region is ranked (technical-facts A.10). */
  rankMinSamples: 3,
  /** First hop at least this slow or this much of the whole, before it is named (own). */
  firstHopMs: 30,
  firstHopShare: 0.5,
  /** Grade of a Region by median (report-contract.md). */
  grade: { optimalBelowMs: 100, usableBelowMs: 250, poorUpToMs: 375 },
  /** Smallest whole packet that carries a QUIC datagram of 1200 bytes of payload (RFC 9000, 14.1; technical-facts A.9). */
  quicPacketBytes: { 4: 1228, 6: 1248 },
  /** Form of the connection identifier in the TXT record (technical-facts A.6, API AssociateConnectionAlias). */
  connectionIdentifier: /^[a-zA-Z0-9]{1,20}$/,
} as const;
