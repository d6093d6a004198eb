import { Activity, Signal } from 'lucide-react';
import { useMemo } from 'react';
import { useDiagnosis, useSettings } from '#renderer/app/services.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { PaneHeader } from '#renderer/ui/PaneHeader.tsx';
import { Segmented } from '#renderer/ui/Segmented.tsx';
import { LinePlot, type PlotLine } from './LinePlot.tsx';
import { signalRange, signalSeries } from './signalSeries.ts';
import styles from './Timeline.module.css';
import { useRateSeries } from './useRateSeries.ts';

const VIEWS = [
  { value: 'rates', label: 'Rates' },
  { value: 'signal', label: 'Signal' },
] as const;
type View = (typeof VIEWS)[number]['value'];

const LINES: Readonly<Record<View, readonly PlotLine[]>> = {
  rates: [
    { label: 'AT rows/s', color: '--accent' },
    { label: 'MQTT rows/s', color: '--prompt' },
  ],
  signal: [
    { label: 'RSSI dBm', color: '--accent' },
    { label: 'RSRP dBm', color: '--prompt' },
  ],
};

const rateRange = (_least: number, most: number): [number, number] => [0, Math.max(5, most * 1.15)];

/** How busy each lane was, or how strong the signal was, over the session. */
export function Timeline() {
  const chosen = useSettings((slice) => slice.settings.layout.timelineView);
  const patchLayout = useSettings((slice) => slice.patchLayout);
  const view: View = chosen === 'signal' ? 'signal' : 'rates';
  return (
    <section className={styles.timeline} aria-label="Timeline">
      <PaneHeader
        title="Timeline"
        status={
          <span className={styles.legend}>
            {LINES[view].map(({ label }, i) => (
              <span key={label} className={`${styles.key} ${i === 0 ? styles.first : styles.second}`}>
                {label}
              </span>
            ))}
          </span>
        }
      >
        <Segmented
          label="Timeline shows"
          value={view}
          options={VIEWS}
          onChange={(next) => patchLayout('timelineView', next)}
        />
      </PaneHeader>
      <div className={styles.plot}>{view === 'signal' ? <SignalPlot /> : <RatePlot />}</div>
    </section>
  );
}

function RatePlot() {
  const series = useRateSeries();
  const data = useMemo(() => [series.t, series.serial, series.mqtt], [series]);
  if (series.t.length < 2) {
    return (
      <EmptyState icon={<Activity />} title="Nothing to plot yet">
        Row rates appear here as soon as bytes arrive.
      </EmptyState>
    );
  }
  return <LinePlot label="Rows per second over time" lines={LINES.rates} data={data} range={rateRange} />;
}

function SignalPlot() {
  const signal = useDiagnosis((slice) => slice.signal);
  const data = useMemo(() => signalSeries(signal), [signal]);
  if ((data[0]?.length ?? 0) < 2) {
    return (
      <EmptyState icon={<Signal />} title="No signal reading yet">
        Answers to AT+CSQ and AT+CPSI? are plotted here; AT+AUTOCSQ=1,1 makes the modem report by itself.
      </EmptyState>
    );
  }
  return <LinePlot label="Signal strength over time" lines={LINES.signal} data={data} range={signalRange} />;
}
