declare module 'parse-prometheus-text-format' {
  export interface MetricFamily {
    readonly name: string;
    /** Samples without a label of their own; a summary's and a histogram's have no `value`. */
    readonly metrics: ReadonlyArray<{ readonly value?: string; readonly labels?: Readonly<Record<string, string>> }>;
  }

  /** Throws on the first line that is not of the format, and passes over a last line that no line break ends. */
  export default function parsePrometheusTextFormat(text: string): MetricFamily[];
}
