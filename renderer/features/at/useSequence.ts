import { useEffect, useState } from 'react';
import { useRpc } from '#renderer/app/services.ts';
import type { SequenceRun } from '#shared/contract/sequence.ts';
import { parseSequence } from '#shared/protocol/at/sequence/parseSequence.ts';

export interface SequenceRunner {
  /** The newest run on the link; null: none yet. */
  readonly run: SequenceRun | null;
  /** Why the last start failed, in words; ''. */
  readonly trouble: string;
  start(text: string): Promise<void>;
  cancel(): void;
}

/** Runs typed steps on a link and follows them. */
export function useSequence(link: number | null): SequenceRunner {
  const rpc = useRpc();
  const [run, setRun] = useState<SequenceRun | null>(null);
  const [trouble, setTrouble] = useState('');
  useEffect(
    () =>
      rpc.on('sequence.changed', ({ runs }) => {
        const own = runs.findLast((candidate) => candidate.link === link);
        if (own !== undefined) setRun(own);
      }),
    [rpc, link],
  );
  return {
    run,
    trouble,
    async start(text) {
      const parsed = parseSequence(text);
      if (!parsed.ok) return setTrouble(parsed.error.message);
      if (link === null) return setTrouble('Open a port to send to.');
      const answer = await rpc.call('sequence.run', { link, steps: [...parsed.value] });
      setTrouble(answer.ok ? '' : answer.error.message);
    },
    cancel() {
      if (run !== null) void rpc.call('sequence.cancel', { run: run.run });
    },
  };
}
