const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 2, 7].map((days) => days * day),
];

/** As many as a wide screen can show apart. */
const maxBuckets = 400;

/** So long a time is drawn from every check of it; a longer one from what was kept of each hour. */
export const maxReadSeconds = 26 * hour;

/** How long the parts of a time are that are shown apart: where not every check is read, an hour at least. */
export const resolutionOf = (seconds: number, isRead = seconds <= maxReadSeconds): number => {
  const min = isRead ? minute : hour;
  const step = steps.find((one) => one >= min && seconds / one <= maxBuckets);
  return step ?? Math.ceil(seconds / maxBuckets / day) * day;
};
