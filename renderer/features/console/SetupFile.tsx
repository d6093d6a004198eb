import { useState } from 'react';
import { useServices } from '#renderer/app/services.ts';
import { Button } from '#renderer/ui/Button.tsx';

import { MAX_SETUP_CHARS } from '#shared/contract/consoleSetup.ts';
import styles from './ConsolePanel.module.css';
import { FileButton } from './FileButton.tsx';
import { importWords } from './importWords.ts';
import { saveTextFile } from './saveTextFile.ts';

const FILE_NAME = 'modemscope-setup.json';

/** Subscriptions, saved messages, sequences and rewrite rules: out to a file and in again. */
export function SetupFile() {
  const { rpc, flush } = useServices();
  const [said, setSaid] = useState<{ readonly words: string; readonly trouble: boolean } | null>(null);

  const exportSetup = async (): Promise<void> => {
    flush(); // what was changed a moment ago belongs in the file
    const answer = await rpc.call('console.export', {});
    if (answer.ok) saveTextFile(FILE_NAME, answer.value.text);
    setSaid(answer.ok ? null : { words: answer.error.message, trouble: true });
  };
  const importSetup = async (text: string): Promise<void> => {
    flush(); // or it would be sent later and take away what came in
    const answer = await rpc.call('console.import', { text });
    setSaid({ words: answer.ok ? importWords(answer.value) : answer.error.message, trouble: !answer.ok });
  };

  return (
    <>
      <p className={styles.hint}>The set-up: subscriptions, saved messages, sequences and rewrite rules. No secrets.</p>
      <div className={styles.actions}>
        <FileButton
          accept=".json,application/json"
          maxBytes={MAX_SETUP_CHARS}
          onText={(text) => void importSetup(text)}
        >
          Import the set-up…
        </FileButton>
        <Button size="small" onClick={() => void exportSetup()}>
          Export the set-up
        </Button>
      </div>
      {said === null ? null : (
        <p className={said.trouble ? styles.trouble : styles.hint} role={said.trouble ? 'alert' : 'status'}>
          {said.words}
        </p>
      )}
    </>
  );
}
