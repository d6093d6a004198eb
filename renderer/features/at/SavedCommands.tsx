import { ListPlus, Play, Square, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useSettings } from '#renderer/app/services.ts';
import { useDictionary } from '#renderer/app/useDictionary.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Popover } from '#renderer/ui/Popover.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import type { SequenceRun } from '#shared/contract/sequence.ts';
import { MAX_SAVED_COMMANDS } from '#shared/contract/settings.ts';
import { cautionsIn } from '#shared/protocol/at/dictionary/caution.ts';
import { holdsSecret } from '#shared/protocol/at/dictionary/holdsSecret.ts';
import styles from './SavedCommands.module.css';
import { useSequence } from './useSequence.ts';

const EXAMPLE =
  'AT+CMQTTTOPIC=0,1\n> plant/7/temp\nAT+CMQTTPAYLOAD=0,1\n> {"t":21.5}\nAT+CMQTTPUB=0,1,60\nwait 60 +CMQTTPUB: 0,0';

/** Commands and whole sequences kept by name: `> data` answers a prompt, `wait …` waits for a line. */
export function SavedCommands({ link }: { link: number | null }) {
  return (
    <Popover
      label="Saved commands"
      align="end"
      trigger={<IconButton label="Saved commands and sequences" icon={<ListPlus />} />}
    >
      <SavedPanel link={link} />
    </Popover>
  );
}

function SavedPanel({ link }: { link: number | null }) {
  const saved = useSettings((slice) => slice.settings.savedCommands);
  const patch = useSettings((slice) => slice.patch);
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const { run, trouble, start, cancel } = useSequence(link);
  const running = run?.state === 'running';
  const secret = holdsSecret(text);
  const dictionary = useDictionary();
  /** Steps that want a second press, for what they do cannot be undone; null: none. */
  const [asking, setAsking] = useState<string | null>(null);
  const runSteps = (steps: string): void => {
    const sure = asking === steps || cautionsIn(dictionary, steps).length === 0;
    setAsking(sure ? null : steps);
    if (sure) void start(steps);
  };
  const save = (): void => {
    const others = saved.filter((entry) => entry.name !== name);
    patch({ savedCommands: [...others, { name, text }].slice(-MAX_SAVED_COMMANDS) });
  };
  return (
    <div className={styles.panel}>
      {saved.length === 0 ? null : (
        <ul className={styles.list} aria-label="Saved">
          {saved.map((entry) => (
            <li key={entry.name}>
              <button
                type="button"
                className={styles.entry}
                title={entry.text}
                onClick={() => {
                  setName(entry.name);
                  setText(entry.text);
                }}
              >
                {entry.name}
              </button>
              <IconButton
                label={`Run ${entry.name}`}
                icon={<Play />}
                disabled={link === null || running}
                onClick={() => runSteps(entry.text)}
              />
              <IconButton
                label={`Delete ${entry.name}`}
                icon={<Trash2 />}
                onClick={() => patch({ savedCommands: saved.filter((other) => other !== entry) })}
              />
            </li>
          ))}
        </ul>
      )}
      <textarea
        className={styles.text}
        aria-label="Steps, one a line"
        rows={7}
        spellCheck={false}
        placeholder={EXAMPLE}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAsking(null);
        }}
      />
      <div className={styles.line}>
        <TextField
          className={styles.name ?? ''}
          label="Name"
          placeholder="Name to keep it by"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          disabled={name === '' || text.trim() === '' || secret}
          title={secret ? 'It holds a password or a PIN: it can be run, but is not kept' : undefined}
          onClick={save}
        >
          Save
        </Button>
        {running ? (
          <Button variant="danger" icon={<Square aria-hidden="true" />} onClick={cancel}>
            Stop
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={<Play aria-hidden="true" />}
            disabled={link === null || text.trim() === ''}
            onClick={() => runSteps(text)}
          >
            Run
          </Button>
        )}
      </div>
      {asking === null ? null : (
        <Notice
          severity="warning"
          actions={
            <>
              <Button size="small" variant="danger" disabled={link === null} onClick={() => runSteps(asking)}>
                Run it
              </Button>
              <Button size="small" onClick={() => setAsking(null)}>
                Do not run
              </Button>
            </>
          }
        >
          {cautionsIn(dictionary, asking).map(({ line, why }) => (
            <div key={line}>
              {line}: {why}
            </div>
          ))}
        </Notice>
      )}
      <p className={styles.state} role="status" data-trouble={trouble !== '' || run?.state === 'failed'}>
        {trouble === '' ? runWords(run) : trouble}
      </p>
    </div>
  );
}

function runWords(run: SequenceRun | null): string {
  if (run === null) return 'One step a line: AT…, > data for a prompt, wait [seconds] line, pause seconds.';
  const step = `step ${run.step + 1} of ${run.steps}`;
  if (run.state === 'failed') return `Failed at ${step}: ${run.trouble}`;
  return run.state === 'running'
    ? `Running ${step} …`
    : run.state === 'done'
      ? `Done, ${run.steps} step${run.steps === 1 ? '' : 's'}.`
      : 'Stopped.';
}
