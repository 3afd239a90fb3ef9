/** So old, a page no longer says how anything stands. */
export const maxAgeMinutes = 15;

/**
 * Has a page say how old it is, and take back what it says of the present once nobody has renewed it. A text and no
 * function: the policy of the page names it by its hash, which must be the same wherever it is made.
 */
export const ageScript = `{
const stale = document.getElementById('stale');
const age = document.getElementById('age');
const made = Date.parse(age.dataset.madeAt);
document.getElementById('unscripted').hidden = true;
const show = () => {
  const minutes = Math.max(0, Math.floor((Date.now() - made) / 60000));
  const [count, unit] = minutes < 120 ? [minutes, 'minute'] : minutes < 2880 ? [Math.floor(minutes / 60), 'hour'] : [Math.floor(minutes / 1440), 'day'];
  age.textContent = ', ' + count + ' ' + unit + (count === 1 ? '' : 's') + ' ago';
  const isStale = minutes >= ${maxAgeMinutes};
  stale.hidden = !isStale;
  for (const one of document.querySelectorAll('[data-now]')) one.hidden = isStale;
};
show();
setInterval(show, 15000);
addEventListener('pageshow', show);
document.addEventListener('visibilitychange', show);
if (location.protocol.startsWith('http')) setTimeout(() => location.reload(), 300000);
}`;
