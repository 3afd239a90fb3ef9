const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** A duration for a person: `84 s`, `3 min`, `4 h 10 min`, `2 d 3 h`; what is below the last unit is left off. */
export const durationText = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 2 * minute) return `${whole} s`;
  if (whole < hour) return `${Math.floor(whole / minute)} min`;
  return whole < 2 * day
    ? inTwoUnits(Math.floor(whole / hour), 'h', Math.floor((whole % hour) / minute), 'min')
    : inTwoUnits(Math.floor(whole / day), 'd', Math.floor((whole % day) / hour), 'h');
};

const inTwoUnits = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
  small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
