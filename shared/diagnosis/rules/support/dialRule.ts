import type { Capture, Finding, Layer, Rule } from '../../types.ts';
import { type DialFailure, type DialFailureKind, dialFailures } from './dialFailures.ts';
import { finding, seen, seenCommand } from './finding.ts';
import { progressOf } from './progress.ts';

/** What a rule about one kind of failed connection says. */
export interface DialRuleParts {
  readonly id: string;
  readonly layer: Layer;
  readonly kind: DialFailureKind;
  title(failure: DialFailure): string;
  detail(failure: DialFailure, capture: Capture): string;
  advice(failure: DialFailure, capture: Capture): string;
}

/** A rule with one finding per failed connection of one kind: a fault until that layer works. */
export function dialRule({ id, layer, kind, title, detail, advice }: DialRuleParts): Rule {
  return {
    id,
    layer,
    find(capture): readonly Finding[] {
      const failures = dialFailures(capture).filter((failure) => failure.kind === kind);
      if (failures.length === 0) return [];
      const progress = progressOf(capture);
      return failures.map((failure) => {
        const { event } = failure.result;
        const command = failure.result.transaction;
        return finding(
          { id, layer },
          {
            severity: progress.after(layer, event.t + 1) ? 'warning' : 'fault',
            evidence: [seen(event), ...(command === null ? [] : [seenCommand(command)])],
            title: title(failure),
            detail: detail(failure, capture),
            advice: advice(failure, capture),
          },
        );
      });
    },
  };
}
