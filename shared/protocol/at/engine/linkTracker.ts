import type { SerialRow } from '../../../model/row.ts';
import { fromPrefix } from '../commandLine.ts';
import { unseenEcho } from '../unseenEcho.ts';
import { createAwaitedOutcomes } from './awaitedOutcomes.ts';
import { isBootBanner } from './bootBanner.ts';
import { createCommandJoiner, type JoinedCommand } from './commandJoiner.ts';
import { type CommandLookup, commandParts } from './commandParts.ts';
import { finalResult } from './finalResult.ts';
import { createPendingCommands } from './pendingCommands.ts';
import { type ModemLine, modemLine, rowText } from './rowLine.ts';
import type { TransactionEvent } from './trackerTypes.ts';
import { TransactionDraft } from './transactionDraft.ts';

/** A command without a final result code is given up after its documented maximum, but not before this (microseconds). */
const PATIENCE_MICROS = 60_000_000;

/** An echo and its command are recorded within this time (microseconds). */
const CLAIM_MICROS = 500_000;

/** Joins the rows of one link. */
export interface LinkTracker {
  feed(row: SerialRow): void;
  tick(t: number): void;
  end(): void;
}

export function createLinkTracker(
  link: number,
  lookup: CommandLookup,
  /** Whether to tell of transactions that go on. */
  telling: boolean,
  emit: (event: TransactionEvent) => void,
): LinkTracker {
  const joiner = createCommandJoiner();
  const pending = createPendingCommands();
  const awaited = createAwaitedOutcomes();
  let now = 0;
  let newestCommand = '';
  let echoBegun = '';
  /** Known from its echo alone so far; where the host's wire has the slower recorder, its own row comes a moment later. */
  let unclaimed: JoinedCommand | null = null;
  /** Whose data the host sends. */
  let dataOwner: TransactionDraft | null = null;

  const tell = (kind: 'opened' | 'updated', draft: TransactionDraft): void => {
    if (telling) emit({ kind, transaction: draft.snapshot('end') });
  };
  const updated = (draft: TransactionDraft): void => tell('updated', draft);

  /** Hands out a transaction for the last time. */
  const close = (draft: TransactionDraft, why: 'timeout' | 'superseded' | 'restart' | 'end'): void => {
    if (dataOwner === draft) dataOwner = null;
    emit({ kind: 'closed', transaction: draft.snapshot(why) });
  };
  /** Without a final result code. */
  const giveUp = (draft: TransactionDraft): void => {
    pending.remove(draft);
    const waited = (draft.nextAt ?? now) - draft.origin.sentAt;
    if (draft.crossedRestart) close(draft, 'restart');
    else if (draft.maxMicros !== null && waited >= draft.maxMicros) close(draft, 'timeout');
    else close(draft, draft.nextAt === null ? 'end' : 'superseded');
  };

  const open = (line: JoinedCommand, fromEcho: boolean): void => {
    const sent = { ...line, command: fromPrefix(line.command) };
    const known = unclaimed;
    unclaimed = fromEcho ? sent : null;
    if (known?.command === sent.command && !fromEcho && Math.abs(sent.t - known.t) < CLAIM_MICROS) return;
    const again = /^a\/$/i.test(sent.command);
    if (!again) newestCommand = sent.command;
    const draft = new TransactionDraft({ ...sent, link, parts: commandParts(newestCommand, lookup), fromEcho });
    const oldest = pending.add(draft);
    if (oldest !== undefined) giveUp(oldest);
    tell('opened', draft);
  };

  const echo = (row: SerialRow): void => {
    const text = (echoBegun + rowText(row.bytes)).slice(0, 4096);
    echoBegun = row.partial ? text : '';
    if (row.partial) return;
    const draft = pending.echoed(text);
    if (draft === undefined) {
      // The echo of data, which is no command line, concerns nobody.
      if (unseenEcho(text) === 0) open({ command: text, t: row.t, sentAt: row.tLast, commandSeq: row.seq }, true);
      return;
    }
    draft.echoed(row.seq, text);
    // The modem has come to this command: older ones that were given up, or that it never saw, are over.
    for (const older of pending.before(draft)) if (older.givenUp || !older.evidenced) giveUp(older);
    updated(draft);
  };

  const take = (draft: TransactionDraft, row: SerialRow, line: ModemLine): void => {
    const reading = draft.outcome === null ? draft.read(line) : null;
    draft.add({ seq: row.seq, t: row.t, text: line.text, role: reading === null ? 'info' : 'outcome' });
    if (reading !== null) draft.outcome = { seq: row.seq, t: row.t, ...reading };
  };

  /** The line answers a command that has no final result code yet. */
  const answers = (row: SerialRow, line: ModemLine): boolean => {
    const draft = line.name === '' ? undefined : pending.owner(line);
    if (draft === undefined) return false;
    // No query lists two numbers but this one (16.2): an outcome that happens to come now.
    const result = draft.isQuery && line.fields.length === 2 && line.name !== '+CMQTTDISC';
    if (result && settles(row, line)) return true;
    draft.answering = true;
    // The modem takes commands in turn: older ones that it had begun to answer have lost their results.
    for (const older of pending.before(draft)) if (older.answering && !older.hasData) older.lostResult();
    take(draft, row, line);
    updated(draft);
    return true;
  };
  /** The line is the outcome of an accepted command. */
  const settles = (row: SerialRow, line: ModemLine): boolean => {
    const draft = awaited.find((each) => each.read(line) !== null);
    if (draft === undefined) return false;
    take(draft, row, line);
    awaited.remove(draft);
    close(draft, 'end');
    return true;
  };
  /** The line tells how an accepted command goes on (replies to CPING, headers of HTTPREAD). */
  const reports = (row: SerialRow, line: ModemLine): boolean => {
    const draft = line.name === '' ? undefined : awaited.find((each) => each.owns(line));
    if (draft === undefined) return false;
    take(draft, row, line);
    updated(draft);
    return true;
  };

  const heard = (row: SerialRow): void => {
    const line = modemLine(rowText(row.bytes));
    const urc = row.kind === 'urc';
    if (!urc && answers(row, line)) return;
    if (settles(row, line) || reports(row, line)) return;
    const draft = row.kind === 'late' ? undefined : pending.current;
    if (draft !== undefined) {
      if (urc) draft.add({ seq: row.seq, t: row.t, text: line.text, role: 'urc' });
      else take(draft, row, line);
      updated(draft);
    }
    if (urc && isBootBanner(line.text)) restarted();
  };

  const restarted = (): void => {
    dataOwner = null;
    for (const draft of pending.all) {
      // What was sent while it was still starting may be answered after the banner.
      draft.crossedRestart = true;
      if (draft.evidenced) giveUp(draft);
    }
    for (const draft of awaited.clear()) close(draft, 'restart');
  };

  const final = (row: SerialRow): void => {
    const text = rowText(row.bytes);
    // Line ends alone belong to the row before.
    if (text === '') return;
    // A line that is no command is refused, if it is answered at all.
    const draft = pending.current ?? (text === 'ERROR' ? pending.all[0] : undefined);
    // A damaged line may come out after the next command, though it was said before.
    if (draft === undefined || row.tLast < draft.origin.t) return;
    for (const older of pending.before(draft)) giveUp(older);
    pending.remove(draft);
    draft.ended(finalResult(text, draft.origin.parts[0]?.entry ?? null), row.seq, row.tLast);
    const accepted = draft.result?.kind === 'ok';
    if (accepted) handOver(draft);
    const wait = accepted ? draft.outcomeMicros : 0;
    if (wait === 0) {
      close(draft, 'end');
      return;
    }
    if (draft.hasData) dataOwner = null;
    const oldest = awaited.add(draft, row.tLast + wait);
    if (oldest !== undefined) close(oldest, 'end');
    updated(draft);
  };

  /** An outcome before OK may be that of an earlier command of the same name, which was still due. */
  const handOver = (draft: TransactionDraft): void => {
    const line = draft.isQuery ? draft.lineTooMany : draft.outcomeLine;
    if (line === null) return;
    const heard = modemLine(line.text);
    const earlier = awaited.find((each) => each.read(heard) !== null);
    const reading = earlier?.read(heard) ?? null;
    if (earlier === undefined || reading === null) return;
    draft.drop(line);
    earlier.add({ ...line, role: 'outcome' });
    earlier.outcome = { seq: line.seq, t: line.t, ...reading };
    awaited.remove(earlier);
    close(earlier, 'end');
  };

  const prompt = (row: SerialRow): void => {
    const draft = pending.prompting ?? awaited.find(({ terms, hasData }) => terms !== null && !hasData);
    if (draft === undefined) return;
    draft.prompted(row.tLast);
    dataOwner = draft;
    updated(draft);
  };

  const payload = (row: SerialRow): void => {
    const draft = row.dir === 'tx' ? (dataOwner ?? pending.prompting) : undefined;
    if (draft === undefined) return;
    draft.addData(row.seq, row.bytes);
    updated(draft);
  };

  const tick = (t: number): void => {
    if (t > now) now = t;
    for (const draft of pending.all)
      if (now - draft.origin.sentAt > Math.max(PATIENCE_MICROS, draft.maxMicros ?? 0)) {
        pending.remove(draft);
        close(draft, draft.crossedRestart ? 'restart' : 'timeout');
      }
    for (const draft of awaited.overdue(now)) close(draft, 'end');
  };

  return {
    feed(row) {
      tick(row.t);
      if (row.tLast > now) now = row.tLast;
      // The rest of an echo follows at once.
      if (row.dir === 'rx' && row.kind !== 'echo') echoBegun = '';
      if (row.kind === 'command') for (const sent of joiner.take(row)) open(sent, false);
      else if (row.kind === 'echo') echo(row);
      else if (row.kind === 'info' || row.kind === 'urc' || row.kind === 'late') heard(row);
      else if (row.kind === 'final') final(row);
      else if (row.kind === 'prompt') prompt(row);
      else if (row.kind === 'payload') payload(row);
    },
    tick,
    end() {
      for (const sent of joiner.end()) open(sent, false);
      for (const draft of awaited.clear()) close(draft, 'end');
      for (const draft of pending.all) giveUp(draft);
    },
  };
}
