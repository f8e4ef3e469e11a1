/** Time-outs of one run, milliseconds: they adapt to the slowest answer seen, never below the floors of the findings. */
export interface Timeouts {
  /** At least 3000 ms: a port is called filtered only after 3 s with SYN retries. */
  readonly connectMs: number;
  readonly tlsMs: number;
  readonly httpMs: number;
  readonly dnsMs: number;
  /** Wait after the last datagram. */
  readonly datagramMs: number;
}
