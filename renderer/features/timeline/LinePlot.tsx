import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useSettings } from '#renderer/app/services.ts';
import { useMedia } from '#renderer/app/useMedia.ts';
import { resolveColor } from '#renderer/ui/resolveColor.ts';
import { formatElapsed } from '#shared/model/formatTime.ts';

const FONT = '11px system-ui, sans-serif';

/** `00:12`, from one hour on `1:00:12`: whole seconds, as an axis needs no more. */
const axisTime = (seconds: number): string => formatElapsed(seconds * 1e6).replace(/\.\d+$/, '');

export interface PlotLine {
  readonly label: string;
  /** The token of its colour: `--accent`. */
  readonly color: string;
}

export interface LinePlotProps {
  /** The accessible name. */
  readonly label: string;
  /** Keep its identity. */
  readonly lines: readonly PlotLine[];
  /** Seconds since the session began, then a column a line; null where there is no value. */
  readonly data: readonly (readonly (number | null)[])[];
  /** The stretch of the vertical axis by the values' least and most. Keep its identity. */
  readonly range: (least: number, most: number) => [number, number];
}

/** Colours are read when the plot is made: a canvas knows no custom properties. */
function plotOptions(width: number, height: number, { lines, range }: LinePlotProps): uPlot.Options {
  const axis = {
    stroke: resolveColor('--text-3'),
    grid: { stroke: resolveColor('--border'), width: 1 },
    ticks: { show: false },
    font: FONT,
  };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { y: false, drag: { setScale: false, x: false, y: false } },
    scales: { x: { time: false }, y: { range: (_plot, least, most) => range(least ?? 0, most ?? 0) } },
    axes: [
      { ...axis, size: 22, values: (_plot, splits) => splits.map(axisTime) },
      { ...axis, size: 44 },
    ],
    series: [
      {},
      ...lines.map(
        ({ label, color }): uPlot.Series => ({
          label,
          stroke: resolveColor(color),
          width: 1.5,
          spanGaps: true,
          points: { show: false },
        }),
      ),
    ],
  };
}

/** Lines over the session's time, as wide and high as its place. */
export function LinePlot(props: LinePlotProps) {
  const { data, lines, range, label } = props;
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(props);
  const theme = useSettings((slice) => slice.settings.theme);
  const dark = useMedia('(prefers-color-scheme: dark)');
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme needs a plot with other colours
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const { clientWidth, clientHeight } = element;
    const made = new uPlot(
      plotOptions(clientWidth, clientHeight, latest.current),
      toData(latest.current.data),
      element,
    );
    plot.current = made;
    const resize = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: element.clientHeight }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [theme, dark, lines, range]);

  useEffect(() => {
    plot.current?.setData(toData(data));
  }, [data]);

  return <div ref={host} style={{ position: 'absolute', inset: 0 }} role="img" aria-label={label} />;
}

const toData = (data: LinePlotProps['data']): uPlot.AlignedData =>
  data.map((column) => [...column]) as unknown as uPlot.AlignedData;
