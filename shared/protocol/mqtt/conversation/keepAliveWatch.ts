import type { Conversation, Silence } from '../../../contract/conversation.ts';

/** The newest silences that are listed. */
const MAX_SILENCES = 20;
/** The server waits one and a half times the keep-alive (3.1.1 section 3.1.2.10). */
const GRACE = 1.5;
/** Packets arrive a little apart from how they were sent; a client that pings right on time is not late. */
const jitter = (keepAlive: number): number => Math.min(500_000, keepAlive * 0.05);

type KeepAlive = NonNullable<Conversation['keepAlive']>;

/** Watches the client's silences. Times in microseconds. */
export interface KeepAliveWatch {
  /** CONNECT asked for it, or CONNACK set it (5.0 section 3.2.2.3.14). */
  set(seconds: number, byServer: boolean): void;
  /** A row of the client. `begins`: it is the first of its packet: only between packets is silence. */
  heard(seq: number, t: number, tLast: number, begins: boolean): void;
  closed(t: number): void;
  /** Since the client was last heard, when that is longer than the server has to wait; else null. */
  missedAtClose(): number | null;
  view(): KeepAlive | null;
}

export function createKeepAliveWatch(): KeepAliveWatch {
  let seconds: number | null = null;
  let setByServer = false;
  let lastSeq = 0;
  let lastAt = 0;
  let longest = 0;
  let late = 0;
  let missed = 0;
  let closedMissed: number | null = null;
  let isClosed = false;
  const silences: Silence[] = [];

  const judge = (before: number | null, t: number): void => {
    const length = t - lastAt;
    if (lastSeq === 0 || length <= 0) return;
    longest = Math.max(longest, length);
    const keepAlive = (seconds ?? 0) * 1_000_000;
    if (keepAlive === 0 || length <= keepAlive + jitter(keepAlive)) return;
    const isMissed = length > keepAlive * GRACE;
    late += 1;
    if (isMissed) missed += 1;
    if (isMissed && before === null) closedMissed = length;
    silences.push({ after: lastSeq, before, length, missed: isMissed });
    if (silences.length > MAX_SILENCES) silences.shift();
  };
  return {
    set(value, byServer) {
      seconds = value;
      setByServer = byServer;
    },
    heard(seq, t, tLast, begins) {
      if (begins) judge(seq, t);
      lastSeq = seq;
      lastAt = Math.max(lastAt, tLast);
    },
    closed(t) {
      judge(null, t);
      isClosed = true;
    },
    missedAtClose: () => closedMissed,
    view() {
      if (seconds === null || lastSeq === 0) return null;
      const deadline = seconds === 0 || isClosed ? null : lastAt + seconds * 1_000_000 * GRACE;
      return { seconds, setByServer, lastSeq, lastAt, deadline, longest, late, missed, silences: [...silences] };
    },
  };
}
