const name = String.raw`[a-zA-Z_:][a-zA-Z0-9_:]*`;
const label = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"`;
const help = new RegExp(String.raw`^# HELP (${name}) \S.*$`);
const type = new RegExp(String.raw`^# TYPE (${name}) (counter|gauge)$`);
const sample = new RegExp(String.raw`^(${name})\{(?:${label}(?:,${label})*)?\} (-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)$`);

/**
 * Reads the text format of Prometheus, more strictly than its readers do: HELP and TYPE before the samples of each
 * metric, all of them together, no series twice, `_total` for counters and for nothing else. Values by series.
 */
export function parseExposition(text: string): Readonly<Record<string, number>> {
  if (text !== '' && !text.endsWith('\n')) throw new Error('the last line does not end');
  const values: Record<string, number> = {};
  const begun = new Set<string>();
  let current: { name: string; isTyped: boolean } | null = null;
  for (const line of text.split('\n').slice(0, -1)) {
    const [, helped] = help.exec(line) ?? [];
    const [, typed, kind] = type.exec(line) ?? [];
    const [, sampled, value] = sample.exec(line) ?? [];
    if (helped !== undefined) {
      if (begun.has(helped)) throw new Error(`${helped} begins twice`);
      begun.add(helped);
      current = { name: helped, isTyped: false };
    } else if (typed !== undefined) {
      if (current?.name !== typed || current.isTyped) throw new Error(`TYPE is out of place: ${line}`);
      if (typed.endsWith('_total') !== (kind === 'counter')) throw new Error(`${typed} is no name of a ${kind}`);
      current.isTyped = true;
    } else if (sampled !== undefined) {
      if (current?.name !== sampled || !current.isTyped) throw new Error(`out of place: ${line}`);
      const series = line.slice(0, line.lastIndexOf(' '));
      if (series in values) throw new Error(`${series} is there twice`);
      values[series] = Number(value);
    } else {
      throw new Error(`no line of the text format: ${line}`);
    }
  }
  return values;
}
