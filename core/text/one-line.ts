/** Line breaks, control and formatting characters (text direction among them), and halves of surrogate pairs. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\s]+/gu;

/** What most texts are, and needs no looking at for anything else. */
const plain = /^[\x21-\x7e]*$/;

/**
 * Foreign text made safe for a log, an alert or a terminal: on one line, printable, and at most `longest` characters.
 * What is far longer is not even looked at.
 */
export const oneLine = (text: string, maxLength: number): string => {
  if (text.length <= maxLength && plain.test(text)) return text;
  const line = text
    .slice(0, 4 * maxLength)
    .replace(unprintable, ' ')
    .trim();
  return line.length <= maxLength ? line : `${line.slice(0, maxLength - 1).replace(/\p{Cs}$/u, '')}…`;
};
