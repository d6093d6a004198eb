import type { Clock } from '#shared/base/clock.ts';
import type { RewriteRule } from '#shared/contract/rewriteRule.ts';
import type { BridgeState } from '#shared/contract/serial.ts';
import { rewrittenText } from '#shared/model/rewrittenText.ts';
import { createLineHold, type LineHold } from '#shared/protocol/at/lineHold.ts';
import { createRewriter } from '#shared/protocol/at/rewrite.ts';

/** The rules of a bridge between what comes in and what goes on. */
export interface BridgeRules {
  /** Bytes of one direction came in: what need not wait goes on within the call. */
  feed(dir: 'tx' | 'rx', bytes: Uint8Array): void;
  /** Puts other rules in force. What is held goes on as it is. */
  set(rules: readonly RewriteRule[]): void;
  state(): BridgeState['rules'];
  /** The bridge is closing: nothing is held any more. */
  end(): void;
}

export interface BridgeRulesDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly dataAhead: (dir: 'tx' | 'rx', bytes: Uint8Array) => number;
  /** `text`: what was done to the bytes, in words; '' for nothing. */
  readonly pass: (dir: 'tx' | 'rx', bytes: Uint8Array, text: string) => void;
}

/**
 * An unfinished line goes on after so much silence. Somebody who types sends one character at a time and waits for its echo; a
 * host sends the line in a few pieces, which adapters (16 ms) and a busy machine part further.
 */
const TYPED_MS = 60;
const SENT_MS = 300;
/** Up to so many bytes may have been typed. */
const TYPED_BYTES = 3;

const MISSED = 'not rewritten: the line came in pieces, too slowly to wait for its end';

const DIRS = ['tx', 'rx'] as const;

interface Lane {
  readonly hold: LineHold;
  /** No rule looks at this direction. */
  readonly idle: boolean;
  cancel: () => void;
}

export function createBridgeRules(
  { clock, dataAhead, pass }: BridgeRulesDeps,
  first: readonly RewriteRule[],
): BridgeRules {
  let rules = first;
  let hits = new Map<string, number>();

  const createLane = (dir: 'tx' | 'rx'): Lane => {
    const rewriter = createRewriter(rules, dir);
    const hold = createLineHold({
      ...{ direction: dir, rewriter, dataAhead: (bytes) => dataAhead(dir, bytes) },
      pass({ bytes, from, rules: changedBy, missed }) {
        for (const id of changedBy) hits.set(id, (hits.get(id) ?? 0) + 1);
        pass(dir, bytes, changedBy.length > 0 ? rewrittenText(from) : missed ? MISSED : '');
      },
    });
    return { hold, idle: rewriter.idle, cancel: () => undefined };
  };
  let lanes = { tx: createLane('tx'), rx: createLane('rx') };
  const release = (): void => {
    for (const dir of DIRS) {
      lanes[dir].cancel();
      lanes[dir].hold.release();
    }
  };

  const waitForMore = (lane: Lane): void => {
    lane.cancel = clock.after(lane.hold.held > TYPED_BYTES ? SENT_MS : TYPED_MS, () => {
      // When the process was busy, the rest may lie there unread: it is read before the next timer.
      lane.cancel = clock.after(1, () => lane.hold.release());
    });
  };

  return {
    feed(dir, bytes) {
      const lane = lanes[dir];
      if (lane.idle) {
        pass(dir, bytes, '');
        return;
      }
      lane.cancel();
      lane.hold.feed(bytes);
      if (lane.hold.held > 0) waitForMore(lane);
    },
    set(next) {
      release();
      rules = next;
      hits = new Map(next.map(({ id }) => [id, hits.get(id) ?? 0]));
      lanes = { tx: createLane('tx'), rx: createLane('rx') };
    },
    state: () => rules.map((rule) => ({ ...rule, hits: hits.get(rule.id) ?? 0 })),
    end: release,
  };
}
