/** A bound on the work of one audit: products of sets, senders and rules draw on the same account. */

export class TooMuchWork extends Error {
  constructor() {
    super(
      'the rules lead to more combinations than anyone could check (sets in sets, jumps in jumps): split the file',
    );
  }
}

/** About two seconds on a slow machine. */
const MOST_STEPS = 4_000_000;

export class Work {
  private left: number;

  constructor(most = MOST_STEPS) {
    this.left = most;
  }

  /** Throws TooMuchWork when the account is empty. */
  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) throw new TooMuchWork();
  }
}
