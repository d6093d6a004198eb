import { CornerDownLeft } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useBench } from '#renderer/app/services.ts';
import { useDictionary } from '#renderer/app/useDictionary.ts';
import { linkName } from '#renderer/features/connection/portModel.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { IconButton } from '#renderer/ui/IconButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Select } from '#renderer/ui/Select.tsx';
import { TextField } from '#renderer/ui/TextField.tsx';
import { type LinkSide, MAX_SEND_CHARS, type SerialLink } from '#shared/contract/serial.ts';
import { parseHex } from '#shared/model/payload/parseHex.ts';
import { cautionsIn } from '#shared/protocol/at/dictionary/caution.ts';
import { holdsSecret } from '#shared/protocol/at/dictionary/holdsSecret.ts';
import styles from './AtPane.module.css';
import { COMPLETION_ID, CompletionList, optionId } from './CompletionList.tsx';
import { SavedCommands } from './SavedCommands.tsx';
import { useCompletion } from './useCompletion.ts';
import { useSend } from './useSend.ts';
import { useSendHistory } from './useSendHistory.ts';

const FORMS = [
  { value: 'line', label: 'Line', hint: 'text and CR' },
  { value: 'text', label: 'Text', hint: 'as it is, UTF-8' },
  { value: 'hex', label: 'Hex', hint: '41 54 0D' },
] as const;
type Form = (typeof FORMS)[number]['value'];

const PLACEHOLDERS: Readonly<Record<Form, string>> = {
  line: 'AT command',
  text: 'Text without a line end',
  hex: '41 54 0D',
};
const SPECIAL_KEYS = [
  { form: 'ctrl-z', label: 'Ctrl-Z', short: '^Z', title: 'Send Ctrl-Z (0x1A): ends data after >' },
  { form: 'esc', label: 'ESC', short: 'ESC', title: 'Send ESC (0x1B): cancels data after >' },
] as const;
const SIDES = [
  { value: 'modem', label: 'To modem', hint: 'as if from the MCU' },
  { value: 'mcu', label: 'To MCU', hint: 'as if from the modem' },
] as const;
const NO_LINKS: readonly SerialLink[] = [];

/** Where the user talks to the modem. Ctrl-Z ends data after a `>`, ESC cancels it. */
export function SendLine() {
  const all = useBench((slice) => slice.state?.serial) ?? NO_LINKS;
  // A tap only listens.
  const links = all.filter((link) => link.state === 'open' && link.mode !== 'tap');
  const [chosen, setChosen] = useState<number | null>(null);
  const target = links.find((link) => link.link === chosen) ?? links.find((link) => link.role === 'modem') ?? links[0];
  const isBridge = target?.mode === 'bridge';
  const [chosenSide, setSide] = useState<LinkSide>('modem');
  const side = isBridge ? chosenSide : null;
  // What goes to an MCU is no AT command to complete or to be asked about.
  const toMcu = side === 'mcu' || target?.role === 'mcu-console';
  const [form, setForm] = useState<Form>('line');
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const [focused, setFocused] = useState(false);
  /** Why the command in the field wants a second press; '' when it does not. */
  const [asking, setAsking] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const dictionary = useDictionary();
  const completion = useCompletion(text, cursor, focused && form === 'line' && !toMcu);
  const { send, trouble, clearTrouble } = useSend(target?.link ?? null, side);
  const history = useSendHistory();
  const bytes = form === 'hex' ? parseHex(text) : null;
  const wrong = bytes === null || bytes.ok ? '' : bytes.error.message;
  const off = target === undefined;

  const type = (next: string, at = next.length): void => {
    setText(next);
    setCursor(at);
    setAsking('');
  };
  const accept = (index: number): void => {
    const taken = completion.accept(index);
    type(taken.text, taken.cursor);
    field.current?.focus();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (off || wrong !== '' || (form !== 'line' && text === '')) return;
    const why = form === 'line' && !toMcu ? (cautionsIn(dictionary, text)[0]?.why ?? '') : '';
    if (why !== '' && asking === '') {
      // Its list would lie over the question.
      completion.close();
      return setAsking(why);
    }
    if (await send(form, text)) {
      if (!holdsSecret(text)) history.remember(text);
      type('');
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const listed = completion.suggestions.length > 0;
    if (event.key === 'Escape' && (listed || completion.parameter !== null)) completion.close();
    else if (event.key === 'Tab' && listed && !event.shiftKey) accept(completion.chosen);
    else if (event.key === 'ArrowDown' && listed) completion.move(1);
    else if (event.key === 'ArrowUp' && listed) completion.move(-1);
    else {
      const step = event.key === 'ArrowUp' ? history.older(text) : event.key === 'ArrowDown' ? history.newer() : null;
      if (step === null) return;
      type(step);
      completion.close();
    }
    event.preventDefault();
  };

  return (
    <form className={styles.send} onSubmit={(event) => void submit(event)} aria-label="Send to the serial port">
      {trouble === '' ? null : (
        <Notice severity="error" onDismiss={clearTrouble}>
          {trouble}
        </Notice>
      )}
      {asking === '' ? null : (
        <Notice
          severity="warning"
          actions={
            <>
              <Button size="small" type="submit" variant="danger">
                Send it
              </Button>
              <Button size="small" onClick={() => setAsking('')}>
                Do not send
              </Button>
            </>
          }
        >
          {asking} Enter sends it.
        </Notice>
      )}
      <div className={styles.line} data-several={links.length > 1 || isBridge}>
        {links.length < 2 || target === undefined ? null : (
          <Select
            label="Port to send to"
            className={styles.port ?? ''}
            value={String(target.link)}
            options={links.map((link) => ({ value: String(link.link), label: linkName(link), hint: link.label }))}
            onChange={(value) => setChosen(Number(value))}
          />
        )}
        {isBridge ? (
          <Select
            label="Side to send to"
            className={styles.port ?? ''}
            value={chosenSide}
            options={SIDES}
            onChange={setSide}
          />
        ) : null}
        <CompletionList completion={completion} onAccept={accept} />
        <TextField
          ref={field}
          role="combobox"
          aria-expanded={completion.suggestions.length > 0}
          aria-controls={COMPLETION_ID}
          aria-activedescendant={completion.suggestions.length > 0 ? optionId(completion.chosen) : undefined}
          aria-autocomplete="list"
          label="AT command"
          mono
          className={styles.input ?? ''}
          disabled={off}
          maxLength={MAX_SEND_CHARS}
          placeholder={placeholderOf(all, target, side, form)}
          value={text}
          error={wrong}
          onChange={(event) => {
            type(event.target.value, event.target.selectionStart ?? event.target.value.length);
            history.reset();
            completion.reopen();
          }}
          onSelect={(event) => setCursor(event.currentTarget.selectionStart ?? 0)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          onKeyDown={onKeyDown}
        />
        <Select
          label="Send as"
          className={styles.form ?? ''}
          value={form}
          options={FORMS}
          onChange={setForm}
          disabled={off}
        />
        {SPECIAL_KEYS.map(({ form: special, label, short, title }) => (
          <Button
            key={special}
            className={styles.special ?? ''}
            disabled={off}
            title={title}
            aria-label={label}
            onClick={() => void send(special, '')}
          >
            <span className={styles.long}>{label}</span>
            <span className={styles.short}>{short}</span>
          </Button>
        ))}
        <SavedCommands link={target?.link ?? null} />
        <IconButton
          type="submit"
          className={styles.enter ?? ''}
          label="Send"
          shortcut="Enter"
          disabled={off || wrong !== ''}
          icon={<CornerDownLeft />}
        />
      </div>
    </form>
  );
}

function placeholderOf(
  all: readonly SerialLink[],
  target: SerialLink | undefined,
  side: LinkSide | null,
  form: Form,
): string {
  if (target === undefined) {
    return all.some(({ mode, state }) => mode === 'tap' && state === 'open')
      ? 'A tap only listens'
      : 'Open a port to send';
  }
  if (form !== 'line') return PLACEHOLDERS[form];
  return side === 'mcu' ? 'Line of the modem' : target.role === 'mcu-console' ? 'Line to the MCU' : PLACEHOLDERS.line;
}
