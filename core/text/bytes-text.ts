const mebibyte = 1024 * 1024;

/** `9.4 MiB`, `512 MiB`, `1.8 GiB` */
export const bytesText = (bytes: number): string => {
  const inMebibytes = bytes / mebibyte;
  if (inMebibytes >= 1024) return `${Number((inMebibytes / 1024).toFixed(1))} GiB`;
  return `${inMebibytes < 10 ? Number(inMebibytes.toFixed(1)) : Math.round(inMebibytes)} MiB`;
};
