import { useBench, useDiagnosis } from '#renderer/app/services.ts';
import { modemWords } from './modemWords.ts';
import styles from './VerdictBar.module.css';

/** SIM, network, signal, address of the modem that spoke last. */
export function ModemStrip() {
  const modem = useDiagnosis((slice) => slice.modems.at(-1));
  const severalLinks = useDiagnosis((slice) => slice.modems.length > 1);
  const link = useBench((slice) => (modem === undefined ? undefined : slice.links.get(modem.link)));
  if (modem === undefined) return null;
  const identity = [modem.manufacturer, modem.model, modem.revision].filter((part) => part !== '').join(' · ');
  return (
    <ul className={styles.strip} aria-label="Modem" title={identity}>
      {severalLinks && link !== undefined ? <li className={styles.quiet}>{link.name}</li> : null}
      {modemWords(modem).map(({ key, text, tone }) => (
        <li key={key} data-tone={tone} data-key={key}>
          {text}
        </li>
      ))}
    </ul>
  );
}
