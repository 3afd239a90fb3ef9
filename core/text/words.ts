/** `A`, `A and B`, `A, B and C`; of more than `most`, the first of them and `37 more`. */
export const listed = (names: readonly string[], most: number): string => {
  const shown = names.length <= most ? names : [...names.slice(0, most), `${names.length - most} more`];
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
};

/** `1 instance`, `2 instances`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `4.8 %`, `10 %`: one decimal, where there is one. */
export const percentText = (percent: number): string => `${Number(percent.toFixed(1))} %`;

/** As much of a text as fits, up to the end of a word. */
export const cutAtWord = (text: string, longest: number): string => {
  if (text.length <= longest) return text;
  const cut = text.slice(0, longest - 3);
  const end = cut.lastIndexOf(' ');
  return `${end > longest / 2 ? cut.slice(0, end) : cut.replace(/\p{Cs}$/u, '')}...`;
};
