/** What the probes that talk to a peer once share: how they greet it, and the least that a question and an answer have. */

/** A peer greets five a second of one network. */
export const GREETING = { hellos: 5, helloEveryMs: 300 } as const;

/** IP and UDP. */
export const HEADER_BYTES = { 4: 28, 6: 48 } as const;

/** The least question and the least answer, of UDP. */
export const SMALL_BYTES = 172;
export const SMALL_REPLY_BYTES = 164;
