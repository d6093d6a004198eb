import { err, ok } from '#shared/base/result.ts';
import type { CommandHandlers } from '#shared/contract/contract.ts';
import { MAX_SEQUENCE_RUNS } from '#shared/contract/sequence.ts';
import { parseHex } from '#shared/model/payload/parseHex.ts';
import { createSequenceRunner, type SequenceRunner, type SequenceRunnerDeps } from './sequenceRunner.ts';

export interface SequenceService {
  readonly handlers: Pick<CommandHandlers, 'sequence.run' | 'sequence.cancel' | 'sequence.runs'>;
  /** Cancels what runs. */
  close(): void;
}

/** Runs sequences of steps on serial links, one at a time on each. */
export function createSequenceService(deps: SequenceRunnerDeps): SequenceService {
  const { log } = deps;
  let runners: readonly SequenceRunner[] = [];
  let lastRun = 0;
  const running = (): readonly SequenceRunner[] => runners.filter(({ state }) => state.state === 'running');

  const stopLog = log.onAppend(() => {
    for (const runner of running()) runner.look();
  });
  const stopLinks = log.onLink(({ id, closedAt }) => {
    if (closedAt === null) return;
    for (const runner of running()) if (runner.state.link === id) runner.fail('The port was closed.');
  });

  return {
    handlers: {
      'sequence.run': ({ link, steps }) => {
        const info = log.link(link);
        if (info === undefined || info.lane !== 'serial' || info.closedAt !== null) {
          return err('not-open', `There is no open port with the number ${link}.`);
        }
        if (running().some(({ state }) => state.link === link)) {
          return err('busy', `A sequence runs on ${info.name} already. Wait for its end or cancel it.`);
        }
        for (const [index, step] of steps.entries()) {
          const bytes = step.send === 'hex' ? parseHex(step.text) : ok(null);
          if (!bytes.ok) return err('bad-hex', `Step ${index + 1}: ${bytes.error.message}`);
        }
        lastRun += 1;
        const runner = createSequenceRunner(deps, lastRun, link, steps);
        const kept = [...runners, runner];
        // The oldest that ended goes first.
        const oldest =
          kept.length > MAX_SEQUENCE_RUNS ? kept.find(({ state }) => state.state !== 'running') : undefined;
        runners = kept.filter((each) => each !== oldest);
        runner.start();
        return ok({ run: lastRun });
      },
      'sequence.cancel': ({ run }) => {
        const runner = running().find(({ state }) => state.run === run);
        if (runner === undefined) return err('not-running', `Sequence ${run} does not run any more.`);
        runner.cancel();
        return ok({});
      },
      'sequence.runs': () => ok({ runs: runners.map(({ state }) => state) }),
    },
    close() {
      stopLog();
      stopLinks();
      for (const runner of running()) runner.cancel();
    },
  };
}
