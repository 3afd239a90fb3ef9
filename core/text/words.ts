/** `A`, `A and B`, `A, B and C`; of more than `most`, the first of them and `37 more`. */
export const listed = (names: readonly string[], max: number): string => {
  const shown = names.length <= max ? names : [...names.slice(0, max), `${names.length - max} more`];
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
};

/** `1 instance`, `2 instances`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `4.8 %`, `10 %`: one decimal, where there is one. */
export const percentText = (percent: number): string => `${Number(percent.toFixed(1))} %`;

/** As much of a text as fits, up to the end of a word. */
export const cutAtWord = (text: string, maxLength: number): string => {
  if (text.length <= maxLength) return text;
  const cut = text.slice(0, maxLength - 3);
  const end = cut.lastIndexOf(' ');
  return `${end > maxLength / 2 ? cut.slice(0, end) : cut.replace(/\p{Cs}$/u, '')}...`;
};

/** For sorting text by its characters. */
export const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
